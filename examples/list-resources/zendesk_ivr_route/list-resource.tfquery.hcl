# All routes of the account. Terraform stops at 100 results where no limit is set.
list "zendesk_ivr_route" "all" {
  provider = zendesk
  limit    = 10000
}

# The routes of one menu, with all their attributes.
list "zendesk_ivr_route" "main_menu" {
  provider         = zendesk
  include_resource = true

  config {
    ivr_id  = 10001
    menu_id = 10002
  }
}
