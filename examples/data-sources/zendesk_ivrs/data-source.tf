data "zendesk_ivrs" "all" {}

# The menus of every IVR.
data "zendesk_ivr" "each" {
  for_each = data.zendesk_ivrs.all.ids
  ivr_id   = each.value
}

output "menus" {
  value = { for name, ivr in data.zendesk_ivr.each : name => ivr.menus[*].name }
}
