# By its name, or by its ivr_id.
data "zendesk_ivr" "main" {
  name = "Main line"
}

# 0 leads from the menu "Billing" back to the menu that callers reach first.
resource "zendesk_ivr_route" "back" {
  ivr_id   = data.zendesk_ivr.main.ivr_id
  menu_id  = data.zendesk_ivr.main.menu_ids["Billing"]
  keypress = "0"
  action   = "menu"
  options = {
    menu_id = data.zendesk_ivr.main.default_menu_id
  }
}

output "menus" {
  value = { for menu in data.zendesk_ivr.main.menus : menu.menu_id => menu.name }
}
