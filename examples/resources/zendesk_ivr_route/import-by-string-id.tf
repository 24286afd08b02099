import {
  to = zendesk_ivr_route.sales
  id = "10001/10002/key=1"
}
