import {
  to = zendesk_ivr_route.sales
  identity = {
    ivr_id   = "10001"
    menu_id  = "10002"
    route_id = "10004"
  }
}
