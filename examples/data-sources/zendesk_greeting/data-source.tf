# By its name, or by its greeting_id.
data "zendesk_greeting" "night" {
  name = "Closed"

  lifecycle {
    postcondition {
      condition     = !self.pending
      error_message = "The greeting has no sound yet: callers hear nothing."
    }
  }
}

data "zendesk_ivr" "main" {
  name = "Main line"
}

# A menu that says so at night.
resource "zendesk_ivr_menu" "night" {
  ivr_id      = data.zendesk_ivr.main.ivr_id
  name        = "Night"
  greeting_id = data.zendesk_greeting.night.greeting_id
}
