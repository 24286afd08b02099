# Runs without an account: `terraform test`, Terraform 1.7 or later, beside a `required_providers` block.

mock_provider "zendesk" {}

run "plan" {
  command = plan

  assert {
    condition     = data.zendesk_ivr_routes.people.action == "group"
    error_message = "Routes that lead to no group are listed as well."
  }
}

# An empty mock lists nothing.
run "apply" {
  assert {
    condition     = length(output.who_answers) == 0
    error_message = "There are routes that nobody mocked."
  }
}
