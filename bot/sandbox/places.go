package sandbox

import "math"

// forever is the live period of a place that is shared without an end.
const forever = math.MaxInt32

func (c *call) sendLocation() (any, *apiError) {
	at, fault := c.location()
	if fault == nil {
		fault = c.live(at)
	}
	if fault != nil {
		return nil, fault
	}
	return c.send(&Message{Location: at})
}

func (c *call) location() (*Location, *apiError) {
	at := &Location{Latitude: c.float("latitude"), Longitude: c.float("longitude"), accuracy: min(1500, max(0, c.float("horizontal_accuracy")))}
	if at.Latitude < -90 || at.Latitude > 90 || at.Longitude < -180 || at.Longitude > 180 {
		return nil, bad("wrong location specified")
	}
	return at, nil
}

// live reads how long a place is followed, where to it moves and how near it warns.
func (c *call) live(at *Location) *apiError {
	at.period, at.heading, at.radius = c.number("live_period"), c.number("heading"), c.number("proximity_alert_radius")
	switch {
	case at.period != 0 && at.period != forever && (at.period < 60 || at.period > 86400):
		return bad("wrong live location period specified")
	case at.heading < 0 || at.heading > 360:
		return bad("wrong live location heading specified")
	case at.radius < 0 || at.radius > 100_000:
		return bad("wrong live location proximity alert radius specified")
	}
	return nil
}

func (c *call) sendVenue() (any, *apiError) {
	at, fault := c.location()
	if fault != nil {
		return nil, fault
	}
	v := &Venue{Title: c.values["title"], Address: c.values["address"]}
	for _, provider := range []string{"foursquare", "google_place"} { // the first of them counts
		if id, kind := c.values[provider+"_id"], c.values[provider+"_type"]; id != "" || kind != "" {
			v.provider, v.id, v.kind = provider, id, kind
			break
		}
	}
	return c.send(&Message{Location: at, Venue: v})
}

func (c *call) sendContact() (any, *apiError) {
	v := &Contact{Phone: c.values["phone_number"], FirstName: c.values["first_name"], LastName: c.values["last_name"], vcard: c.values["vcard"]}
	return c.send(&Message{Contact: v})
}

func (t *Telegram) wirePlaces(w *wireMessage, m *Message) {
	at := m.Location
	if at == nil {
		return
	}
	w.Location = &wireLocation{Latitude: at.Latitude, Longitude: at.Longitude, Accuracy: at.accuracy}
	if at.period == forever || t.o.Now().Unix() < m.Date.Unix()+int64(at.period) {
		w.Location.Period, w.Location.Heading, w.Location.Radius = at.period, at.heading, at.radius
	}
	v := m.Venue
	if v == nil {
		return
	}
	w.Venue = &wireVenue{Location: *w.Location, Title: v.Title, Address: v.Address}
	switch v.provider {
	case "foursquare":
		w.Venue.Foursquare, w.Venue.FoursquareType = v.id, v.kind
	case "google_place":
		w.Venue.Google, w.Venue.GoogleType = v.id, v.kind
	}
}
