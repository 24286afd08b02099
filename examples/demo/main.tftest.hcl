# Runs without an account: `terraform test`, Terraform 1.7 or later.

mock_provider "zendesk" {}

variables {
  ivr_id         = 10001
  menus          = { main = 10002, billing = 10003 }
  groups         = { sales = 360001381413, support = 360001381433, billing = 360001381453 }
  text_number_id = 360000112233
}

run "plan" {
  command = plan

  assert {
    condition     = zendesk_ivr_route.billing.options.menu_id == var.menus.billing
    error_message = "Key 2 of the main menu doesn't lead to Billing."
  }
}

run "apply" {
  assert {
    condition     = zendesk_ivr_route.billing_back.options.menu_id == var.menus.main
    error_message = "The star doesn't lead back to the main menu."
  }
}
