# All menus of the account but the ones that callers get to first. Terraform stops at 100 results where no limit is set.
list "zendesk_ivr_menu" "all" {
  provider = zendesk
  limit    = 10000
}

# The menus of one IVR, with all their attributes.
list "zendesk_ivr_menu" "main_line" {
  provider         = zendesk
  include_resource = true

  config {
    ivr_id = 10001
  }
}
