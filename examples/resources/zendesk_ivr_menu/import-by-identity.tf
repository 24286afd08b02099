import {
  to = zendesk_ivr_menu.night
  identity = {
    ivr_id  = "10001"
    menu_id = "10003"
  }
}
