# Runs without an account: `terraform test`, Terraform 1.7 or later.

mock_provider "zendesk" {
  alias = "sandbox"
}

mock_provider "zendesk" {
  alias = "production"
}

variables {
  sandbox    = { subdomain = "acme-sandbox", oauth_client_id = "terraform", oauth_client_secret = "mocked" }
  production = { subdomain = "acme", oauth_client_id = "terraform", oauth_client_secret = "mocked" }
}

run "plan" {
  command = plan

  assert {
    condition     = length(module.sandbox) == length(module.production)
    error_message = "Production has to have the lines of the sandbox."
  }
}

run "apply" {
  assert {
    condition     = startswith(output.production.en["Main menu/1"], "group: ")
    error_message = "Key 1 has to lead to agents."
  }

  assert {
    condition     = keys(output.sandbox.en) == keys(output.production.en)
    error_message = "Production has to have the keys of the sandbox."
  }
}

run "closed" {
  variables {
    closed = true
  }

  assert {
    condition     = startswith(output.production.en["Main menu/1"], "voicemail: ")
    error_message = "While the office is closed, key 1 has to take a message."
  }
}
