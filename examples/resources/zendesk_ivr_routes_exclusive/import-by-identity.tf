import {
  to = zendesk_ivr_routes_exclusive.main
  identity = {
    ivr_id  = "10001"
    menu_id = "10002"
  }
}
