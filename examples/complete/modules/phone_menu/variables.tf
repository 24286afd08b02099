variable "name" {
  description = "The name of the IVR."
  type        = string
}

variable "numbers" {
  description = "The nicknames of the phone numbers that lead to the IVR."
  type        = set(string)
  default     = []
}

variable "menus" {
  description = "The menus by their names: what callers hear, and what each key does. One of them is the first that callers get to."
  type = map(object({
    first    = optional(bool, false)
    greeting = optional(string)
    keys = map(object({
      action    = string
      groups    = optional(list(string), [])
      menu      = optional(string)
      number    = optional(string)
      text      = optional(string)
      text_from = optional(string)
      tags      = optional(set(string), [])
    }))
  }))

  validation {
    condition     = length([for menu in var.menus : menu if menu.first]) == 1
    error_message = "One menu has to be the first that callers get to, with first = true."
  }

  validation {
    condition     = alltrue([for menu in var.menus : contains(keys(menu.keys), "default")])
    error_message = "Each menu needs a default route: without one, callers who press nothing are disconnected."
  }

  validation {
    condition = alltrue(flatten([
      for menu in var.menus : [for route in menu.keys : contains(keys(var.menus), route.menu) if route.menu != null]
    ]))
    error_message = "A key leads to a menu that isn't one of these menus."
  }
}

variable "closed" {
  description = "Whether callers leave a message where agents would be called."
  type        = bool
  default     = false
}

variable "tags" {
  description = "Tags for the tickets of all calls of this phone menu."
  type        = set(string)
  default     = []
}
