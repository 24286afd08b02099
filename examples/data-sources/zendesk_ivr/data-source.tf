# By its name, or by its ivr_id.
data "zendesk_ivr" "main" {
  name = "Main line"
}

output "menus" {
  value = { for menu in data.zendesk_ivr.main.menus : menu.menu_id => menu.name }
}
