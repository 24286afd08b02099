# Runs without an account: `terraform test`, Terraform 1.7 or later, beside a `required_providers` block.

mock_provider "zendesk" {}

run "plan" {
  command = plan

  assert {
    condition     = data.zendesk_group.sales.name == "Sales"
    error_message = "The group has another name."
  }
}

run "apply" {
  assert {
    condition     = one(zendesk_ivr_route.sales.options.group_ids) == data.zendesk_group.sales.group_id
    error_message = "The route doesn't lead to the group Sales."
  }
}
