data "zendesk_ivrs" "all" {}

data "zendesk_ivr" "each" {
  for_each = data.zendesk_ivrs.all.ids
  ivr_id   = each.value
}

# How many menus each IVR has.
output "menus" {
  value = { for name, ivr in data.zendesk_ivr.each : name => length(ivr.menus) }
}
