# Runs without an account: `terraform test`, Terraform 1.7 or later, beside a `required_providers` block.

mock_provider "zendesk" {
  # What is looked up by its name has to be there.
  mock_data "zendesk_groups" {
    defaults = {
      ids = { "Sales" = 360001381413, "Support" = 360001381433 }
    }
  }
}

run "plan" {
  command = plan

  assert {
    condition     = zendesk_ivr_route.key["1"].options.group_ids == tolist([360001381413])
    error_message = "1 doesn't lead to the group Sales."
  }
}

run "apply" {
  assert {
    condition     = zendesk_ivr_route.key["2"].options.group_ids == tolist([360001381433])
    error_message = "2 doesn't lead to the group Support."
  }
}
