import {
  to = zendesk_ivr_menu.night
  id = "10001/10003"
}
