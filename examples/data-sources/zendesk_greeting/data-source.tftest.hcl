# Runs without an account: `terraform test`, Terraform 1.7 or later, beside a `required_providers` block.

mock_provider "zendesk" {}

run "plan" {
  command = plan

  assert {
    condition     = data.zendesk_greeting.night.name == "Closed"
    error_message = "The greeting has another name."
  }
}

run "apply" {
  assert {
    condition     = zendesk_ivr_menu.night.greeting_id == data.zendesk_greeting.night.greeting_id
    error_message = "Callers don't hear at night that nobody is there."
  }
}
