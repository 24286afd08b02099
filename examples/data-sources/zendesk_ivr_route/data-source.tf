# By its key, or by its route_id.
data "zendesk_ivr_route" "sales" {
  ivr_id   = 10001
  menu_id  = 10002
  keypress = "1"
}

output "sales_group_ids" {
  value = data.zendesk_ivr_route.sales.options.group_ids
}
