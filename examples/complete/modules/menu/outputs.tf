output "keys" {
  description = "Where each key leads, as Zendesk says it."
  value       = { for key, route in zendesk_ivr_route.key : key => "${route.action}: ${coalesce(route.option_text, "-")}" }
}
