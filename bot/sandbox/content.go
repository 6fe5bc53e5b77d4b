package sandbox

// Entity marks a part of a text. Offset and Length count UTF-16 units, as Telegram does.
type Entity struct {
	Type     string `json:"type"`
	Offset   int    `json:"offset"`
	Length   int    `json:"length"`
	URL      string `json:"url,omitempty"`
	Language string `json:"language,omitempty"`
	EmojiID  string `json:"custom_emoji_id,omitempty"`
	// User is the id of whom a text_mention mentions; the wire shows the whole user.
	User int64 `json:"-"`
}

// Button is an inline button: Data comes back to the bot when it is pressed, URL opens a page.
type Button struct {
	Text string
	Data string
	URL  string
	// Style is primary, danger, success or empty.
	Style string
	icon  int64  // id of a custom emoji
	needs string // callback_game, pay, login_url or web_app: what may not stand everywhere, or not with every address
	extra string // any other action, as a JSON name and value
}

// Keyboard takes the place of a person's own: its buttons say their text, or share a contact or a place.
type Keyboard struct {
	Rows                        [][]Key
	Resize, OneTime, Persistent bool
	Placeholder                 string
}

// Key is a button of a Keyboard.
type Key struct {
	Text              string
	Contact, Location bool
	private           string // what it does that only works in a private chat
}

// FileKind is what a file is sent as.
type FileKind string

// The kinds of file.
const (
	Photo     FileKind = "photo"
	Document  FileKind = "document"
	Video     FileKind = "video"
	Animation FileKind = "animation"
	Audio     FileKind = "audio"
	Voice     FileKind = "voice"
)

// File is a photo, document or recording. Its bytes come from Telegram.File.
type File struct {
	ID       string
	UniqueID string
	Kind     FileKind
	Name     string
	MIME     string
	Size     int64
	// Width and Height are in pixels: measured of photos, as the bot gave them of films.
	Width, Height int
	// Duration is in seconds; with Title and Performer it is as the bot gave it.
	Duration         int
	Title, Performer string
	// Content is filled by Telegram.File only.
	Content []byte
}

// Upload is a file that a person sends.
type Upload struct {
	Name    string
	Content []byte
	// Photo sends it as a picture instead of a document.
	Photo bool
	// Kind sends it as something else, such as a voice message.
	Kind FileKind
}

// Location is a point in degrees.
type Location struct {
	Latitude, Longitude     float64
	accuracy                float64 // metres
	period, heading, radius int     // of one that is followed: seconds, degrees, metres
}

// Venue is a place with a name.
type Venue struct {
	Title, Address     string
	provider, id, kind string // foursquare or google_place, and what they call it
}

// Contact is somebody's card. User is their id, 0 if they are not on Telegram.
type Contact struct {
	Phone, FirstName, LastName string
	User                       int64
	vcard                      string
}

// Dice is a drawn number. Here it is counted on, so that the same steps give the same numbers.
type Dice struct {
	Emoji string
	Value int
}

// Reaction is an emoji that one account put under a message.
type Reaction struct {
	From  Account
	Emoji string
}
