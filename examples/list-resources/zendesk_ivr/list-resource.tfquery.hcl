# All IVRs of the account, with their attributes.
list "zendesk_ivr" "all" {
  provider         = zendesk
  include_resource = true
}
