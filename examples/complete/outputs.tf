output "sandbox" {
  description = "Where each key leads in the sandbox, as Zendesk says it."
  value       = { for language, line in module.sandbox : language => line.keys }
}

output "production" {
  description = "Where each key leads in production, as Zendesk says it."
  value       = { for language, line in module.production : language => line.keys }
}
