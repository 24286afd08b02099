data "zendesk_ivr" "main" {
  name = "Main line"
}

# By its name, by its menu_id, or as the menu that callers reach first.
data "zendesk_ivr_menu" "billing" {
  ivr_id = data.zendesk_ivr.main.ivr_id
  name   = "Billing"
}

data "zendesk_ivr_menu" "first" {
  ivr_id  = data.zendesk_ivr.main.ivr_id
  default = true
}

# 2 leads from the first menu to Billing, whatever their ids are.
resource "zendesk_ivr_route" "billing" {
  ivr_id   = data.zendesk_ivr.main.ivr_id
  menu_id  = data.zendesk_ivr_menu.first.menu_id
  keypress = "2"
  action   = "menu"
  options = {
    menu_id = data.zendesk_ivr_menu.billing.menu_id
  }
}
