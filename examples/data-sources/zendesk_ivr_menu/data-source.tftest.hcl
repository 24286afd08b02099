# Runs without an account: `terraform test`, Terraform 1.7 or later, beside a `required_providers` block.

mock_provider "zendesk" {}

run "plan" {
  command = plan

  assert {
    condition     = zendesk_ivr_route.billing.menu_id == data.zendesk_ivr_menu.first.menu_id
    error_message = "The route isn't in the first menu."
  }
}

run "apply" {
  assert {
    condition     = zendesk_ivr_route.billing.options.menu_id == data.zendesk_ivr_menu.billing.menu_id
    error_message = "The route doesn't lead to the menu Billing."
  }
}
