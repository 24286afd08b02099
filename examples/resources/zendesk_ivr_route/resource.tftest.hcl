# Runs without an account: `terraform test`, Terraform 1.7 or later, beside a `required_providers` block.

mock_provider "zendesk" {}

run "plan" {
  command = plan

  assert {
    condition     = zendesk_ivr_route.billing.options.menu_id != zendesk_ivr_route.billing.menu_id
    error_message = "The route leads to its own menu."
  }
}

run "apply" {
  assert {
    condition     = zendesk_ivr_route.default.keypress == "default"
    error_message = "Callers who press nothing are disconnected."
  }
}
