# Runs without an account: `terraform test`, Terraform 1.7 or later, beside a `required_providers` block.

mock_provider "zendesk" {
  # What is looked up by its name has to be there.
  mock_data "zendesk_ivr" {
    defaults = {
      menu_ids = { "Billing" = 10003 }
      menus = [
        { menu_id = 10002, name = "Main menu", default = true },
        { menu_id = 10003, name = "Billing", default = false },
      ]
    }
  }
}

run "plan" {
  command = plan

  assert {
    condition     = zendesk_ivr_route.back.menu_id == 10003
    error_message = "The route isn't in the menu Billing."
  }
}

run "apply" {
  assert {
    condition     = output.menus["10003"] == "Billing"
    error_message = "The output doesn't have each menu."
  }

  assert {
    condition     = zendesk_ivr_route.back.options.menu_id == data.zendesk_ivr.main.default_menu_id
    error_message = "The route doesn't lead to the first menu."
  }
}
