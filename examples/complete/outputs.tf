output "menus" {
  description = "Where each key of each menu leads, as Zendesk says it."
  value       = { for name, menu in module.menu : name => menu.keys }
}
