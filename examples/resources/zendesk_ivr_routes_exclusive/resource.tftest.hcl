# Runs without an account: `terraform test`, Terraform 1.7 or later, beside a `required_providers` block.

mock_provider "zendesk" {}

run "plan" {
  command = plan

  assert {
    condition     = zendesk_ivr_routes_exclusive.main.menu_id == zendesk_ivr_route.sales.menu_id
    error_message = "The list is that of another menu."
  }
}

run "apply" {
  assert {
    condition     = contains(keys(zendesk_ivr_routes_exclusive.main.routes), "default")
    error_message = "Callers who press nothing are disconnected."
  }
}
