package sandbox

// setMyText serves setMyName, setMyDescription and setMyShortDescription; a name in no language is the bot's own.
func (c *call) setMyText() (any, *apiError) {
	if fault := c.language(); fault != nil {
		return nil, fault
	}
	name, language := c.textName(), c.values["language_code"]
	c.bot.texts[name+":"+language] = c.values[name]
	if name == "name" && language == "" && c.has("name") {
		c.bot.Name = c.values["name"]
	}
	return true, nil
}

// getMyText serves getMyName, getMyDescription and getMyShortDescription; what a language lacks is that of all.
func (c *call) getMyText() (any, *apiError) {
	if fault := c.language(); fault != nil {
		return nil, fault
	}
	name := c.textName()
	text := c.bot.texts[name+":"+c.values["language_code"]]
	if text == "" {
		text = c.bot.texts[name+":"]
	}
	if text == "" && name == "name" {
		text = c.bot.Name
	}
	return map[string]string{name: text}, nil
}

func (c *call) textName() string {
	return map[string]string{"Name": "name", "Description": "description", "ShortDescription": "short_description"}[c.row.name[len("setMy"):]]
}

// language refuses what is no two-letter code.
func (c *call) language() *apiError {
	code := c.values["language_code"]
	ok := code == "" || len(code) == 2
	for _, r := range code {
		ok = ok && r >= 'a' && r <= 'z'
	}
	if !ok {
		return bad("invalid language code specified")
	}
	return nil
}

// setChatMenuButton keeps the button of a private chat, or of all.
func (c *call) setChatMenuButton() (any, *apiError) {
	fault := c.menuPerson()
	if fault != nil {
		return nil, fault
	}
	button := object{"type": []byte(`"default"`)}
	if c.has("menu_button") {
		button = c.object("menu_button")
	}
	if fault := button.need("type"); fault != nil {
		return nil, fault.inside("can't parse menu button")
	}
	switch string(button["type"]) {
	case `"default"`, `"commands"`:
	case `"web_app"`:
		fault = button.need("text", "web_app")
	default:
		fault = bad("MenuButton has unsupported type")
	}
	if fault != nil {
		return nil, fault.inside("can't parse menu button")
	}
	c.bot.buttons[c.integer("chat_id")] = button
	return true, nil
}

func (c *call) getChatMenuButton() (any, *apiError) {
	if fault := c.menuPerson(); fault != nil {
		return nil, fault
	}
	for _, id := range []int64{c.integer("chat_id"), 0} {
		if button, ok := c.bot.buttons[id]; ok {
			return button, nil
		}
	}
	return object{"type": []byte(`"commands"`)}, nil
}

func (c *call) menuPerson() *apiError {
	if _, given := c.values["chat_id"]; !given {
		return nil
	}
	switch id := c.integer("chat_id"); {
	case id <= 0:
		return bad("invalid chat_id specified")
	case c.t.people[id] == nil:
		return bad("user not found")
	}
	return nil
}

// setMyDefaultAdministratorRights keeps the rights that the bot asks for when it is made an administrator.
func (c *call) setMyDefaultAdministratorRights() (any, *apiError) {
	c.bot.wishes[c.yes("for_channels")] = c.object("rights")
	return true, nil
}

func (c *call) getMyDefaultAdministratorRights() (any, *apiError) {
	wish := c.bot.wishes[c.yes("for_channels")]
	usual, others := rights()
	all := map[string]bool{}
	for _, names := range [][]string{usual, others} {
		for _, name := range names {
			all[name] = string(wish[name]) == "true"
		}
	}
	return all, nil
}
