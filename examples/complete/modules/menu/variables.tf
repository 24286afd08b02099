variable "ivr_id" {
  description = "The id of the IVR that the menu belongs to."
  type        = number
}

variable "menu_id" {
  description = "The id of the menu."
  type        = number
}

variable "keys" {
  description = "What each key does: the action, and what that needs. Groups and menus go by their names."
  type = map(object({
    action = string
    groups = optional(list(string), [])
    menu   = optional(string)
    number = optional(string)
    text   = optional(string)
    tags   = optional(set(string), [])
  }))

  validation {
    condition     = contains(keys(var.keys), "default")
    error_message = "A menu needs a default route: without one, callers who press nothing are disconnected."
  }
}

variable "closed" {
  description = "Whether callers leave a message where agents would be called."
  type        = bool
  default     = false
}

variable "tags" {
  description = "Tags for the tickets of all calls of this menu."
  type        = set(string)
  default     = []
}

variable "group_ids" {
  description = "The ids of the groups, by name."
  type        = map(number)
  default     = {}
}

variable "menu_ids" {
  description = "The ids of the menus of the same IVR, by name."
  type        = map(number)
  default     = {}
}

variable "text_number_id" {
  description = "The id of the phone number that sends text messages; needed where a key has a text."
  type        = number
  default     = null
}
