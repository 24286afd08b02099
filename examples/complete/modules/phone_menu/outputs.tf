output "keys" {
  description = "Where each key of each menu leads, as Zendesk says it."
  value       = { for name, route in zendesk_ivr_route.key : name => "${route.action}: ${coalesce(route.option_text, "-")}" }
}
