import {
  to = zendesk_ivr.support
  id = "10001"
}
