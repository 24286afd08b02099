# Runs without an account: `terraform test`, Terraform 1.7 or later, beside a `required_providers` block.

mock_provider "zendesk" {}

run "plan" {
  command = plan

  assert {
    condition     = length(data.zendesk_ivr_call_flow.main.findings) == 0
    error_message = "A mock has findings."
  }
}

run "apply" {
  assert {
    condition     = output.picture == data.zendesk_ivr_call_flow.main.mermaid
    error_message = "The output isn't the picture."
  }
}

run "a_problem" {
  override_data {
    target = data.zendesk_ivr_call_flow.main
    values = {
      findings = [{ problem = "no_default_route", menu_id = 10002, menu = "Billing", keypress = null, text = "Nobody answers." }]
    }
  }

  expect_failures = [check.callers]
}
