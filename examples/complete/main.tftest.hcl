# Runs without an account: `terraform test`, Terraform 1.7 or later.

mock_provider "zendesk" {
  # What terraform.tfvars and main.tf look up has to be there; all else may be 0 and empty.
  mock_data "zendesk_ivr" {
    defaults = {
      menu_ids         = { "Main menu" = 10002, "Billing" = 10003, "Support" = 10004 }
      phone_number_ids = [360000112233]
    }
  }
}

run "plan" {
  command = plan

  assert {
    condition     = length(output.menus) == 3
    error_message = "There have to be three menus."
  }
}

run "apply" {
  assert {
    condition     = startswith(output.menus["en/Main menu"]["1"], "group: ")
    error_message = "Key 1 has to lead to agents."
  }
}

run "closed" {
  variables {
    closed = true
  }

  assert {
    condition     = startswith(output.menus["en/Main menu"]["1"], "voicemail: ")
    error_message = "While the office is closed, key 1 has to take a message."
  }
}
