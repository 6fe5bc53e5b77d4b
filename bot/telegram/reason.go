package telegram

import (
	"net/http"
	"strings"
)

// reason reads the sort of refusal from code and description. The texts are those of the official Bot API server, compared
// without regard to case; an unknown text is ReasonOther, never an error.
func reason(code int, description string) Reason {
	switch code {
	case http.StatusTooManyRequests:
		return ReasonFlood
	case http.StatusUnauthorized:
		return ReasonUnauthorized
	case http.StatusConflict:
		return ReasonConflict
	case http.StatusRequestEntityTooLarge:
		return ReasonFile
	}
	text := strings.ToLower(description)
	for _, row := range reasonTexts() {
		if strings.Contains(text, row.text) {
			return row.reason
		}
	}
	if code == http.StatusForbidden {
		return ReasonForbidden
	}
	return ReasonOther
}

type reasonText struct {
	text   string
	reason Reason
}

// reasonTexts: the first row that fits decides, so narrow texts stand before wide ones.
func reasonTexts() []reasonText {
	return []reasonText{
		{"bot was blocked by the user", ReasonBlocked},
		{"user is deactivated", ReasonDeactivated},
		{"input_user_deactivated", ReasonDeactivated},
		{"bot was kicked", ReasonKicked},
		{"bot is not a member", ReasonKicked},
		{"chat was deleted", ReasonKicked},
		{"upgraded to a supergroup", ReasonMigrated},
		{"chat not found", ReasonChatNotFound},
		{"peer_id_invalid", ReasonChatNotFound},
		{"user not found", ReasonChatNotFound},
		{"message thread not found", ReasonThread},
		{"topic_closed", ReasonThread},
		{"topic_deleted", ReasonThread},
		{"topic_id_invalid", ReasonThread},
		{"not enough rights", ReasonNoRights},
		{"have no rights", ReasonNoRights},
		{"need administrator rights", ReasonNoRights},
		{"chat_write_forbidden", ReasonNoRights},
		{"chat_restricted", ReasonNoRights},
		{"chat_send_", ReasonNoRights},
		{"message is not modified", ReasonNotModified},
		{"message_not_modified", ReasonNotModified},
		{"message can't be edited", ReasonFixed},
		{"message can't be deleted", ReasonFixed},
		{"message_edit_time_expired", ReasonFixed},
		{"message_delete_forbidden", ReasonFixed},
		{"message to edit not found", ReasonMessageGone},
		{"message to delete not found", ReasonMessageGone},
		{"message to react not found", ReasonMessageGone},
		{"message to be replied not found", ReasonMessageGone},
		{"message to reply not found", ReasonMessageGone},
		{"message not found", ReasonMessageGone},
		{"message_id_invalid", ReasonMessageGone},
		{"query is too old", ReasonQueryTooOld},
		{"query id is invalid", ReasonQueryTooOld},
		{"query_id_invalid", ReasonQueryTooOld},
		{"file is too big", ReasonFile},
		{"too big for a photo", ReasonFile},
		{"wrong file", ReasonFile},
		{"invalid file_id", ReasonFile},
		{"file must be non-empty", ReasonFile},
		{"photo_invalid_dimensions", ReasonFile},
		{"image_process_failed", ReasonFile},
		{"photo_", ReasonFile},
		{"too long", ReasonTooLong},
		{"too_long", ReasonTooLong},
		{"can't parse", ReasonMarkup},
		{"text is empty", ReasonMarkup},
		{"text must be non-empty", ReasonMarkup},
		{"button_", ReasonMarkup},
		{"inline keyboard", ReasonMarkup},
		{"reply markup", ReasonMarkup},
		{"entity_", ReasonMarkup},
	}
}

// vague says whether the reason comes from a code alone.
func (r Reason) vague() bool {
	return r == ReasonOther || r == ReasonForbidden || r == ReasonUnauthorized
}
