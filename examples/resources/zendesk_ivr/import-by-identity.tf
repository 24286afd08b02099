import {
  to = zendesk_ivr.support
  identity = {
    ivr_id = "10001"
  }
}
