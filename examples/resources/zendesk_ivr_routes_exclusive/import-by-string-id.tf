import {
  to = zendesk_ivr_routes_exclusive.main
  id = "10001/10002"
}
