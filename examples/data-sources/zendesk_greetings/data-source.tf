data "zendesk_greetings" "all" {}

data "zendesk_ivr" "main" {
  name = "Main line"
}

# A menu for each occasion, with the greeting of that name.
resource "zendesk_ivr_menu" "occasion" {
  for_each = toset(["Closed", "Welcome"])

  ivr_id      = data.zendesk_ivr.main.ivr_id
  name        = each.key
  greeting_id = data.zendesk_greetings.all.ids[each.key]
}
