package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"duban/bot/sandbox"
	"duban/schedule"
	"duban/store"
	"duban/store/lists"
	"duban/store/tables"
	"duban/store/workbook"
)

// demoPerson is somebody of the demonstration and the post that they hold.
type demoPerson struct {
	id      int64
	name    string
	unit    string // empty for the office
	role    store.Role
	seat    string
	caption sandbox.Words
}

const (
	demoContact    = 1001
	demoSupervisor = 1002
	demoAdmin      = 1003
	demoTeacher    = 1005
)

// demoPeople are made up; the units are the list's.
func demoPeople() []demoPerson {
	return []demoPerson{
		{demoContact, "王芳", "区城市管理委", store.Contact, "A", sandbox.Words{Zh: "联络员 · 区城市管理委", En: "contact, City Management"}},
		{demoSupervisor, "李主任", "", store.Supervisor, "", sandbox.Words{Zh: "督查 · 区督查室", En: "supervisor, follow-up office"}},
		{demoAdmin, "陈敏", "", store.Admin, "", sandbox.Words{Zh: "管理员", En: "admin"}},
		{1004, "赵强", "区城市管理委", store.Contact, "B", sandbox.Words{Zh: "联络员B岗 · 区城市管理委", En: "second contact, City Management"}},
		{demoTeacher, "刘洋", "区教育局", store.Contact, "A", sandbox.Words{Zh: "联络员 · 区教育局", En: "contact, Education"}},
		{1006, "孙丽", "区民政局", store.Contact, "A", sandbox.Words{Zh: "联络员 · 区民政局", En: "contact, Civil Affairs"}},
		{1007, "周建国", "区城市管理委", store.Leader, "", sandbox.Words{Zh: "分管领导 · 区城市管理委", En: "leader, City Management"}},
	}
}

// demoGiven are the tasks that the units have had since July; everything else
// of the list waits to be assigned.
func demoGiven() []string {
	return []string{"HD25-151", "HD25-277", "HD25-250", "HD25-251", "HD25-255", "HD25-240", "HD25-245"}
}

// populate fills a new file with the district's list and a month of life; a
// kept one only gets its people back into the chat.
func (d *demo) populate(ctx context.Context) error {
	for _, p := range demoPeople() {
		d.tg.AddPerson(sandbox.Person{ID: p.id, FirstName: p.name, Language: "zh-hans"})
	}
	fresh, err := d.fresh()
	if err != nil || !fresh {
		return d.greet(err)
	}
	if err := d.found(); err != nil {
		return err
	}
	for _, p := range demoPeople() {
		if _, err := d.tg.Start(p.id, demoCode(p)); err != nil {
			return err
		}
	}
	if err := d.settle(ctx); err != nil {
		return err
	}
	return d.live(ctx)
}

// greet opens the chats again for people whose posts are on file.
func (d *demo) greet(err error) error {
	for _, p := range demoPeople() {
		if err == nil {
			_, err = d.tg.Start(p.id, "")
		}
	}
	return err
}

func (d *demo) fresh() (fresh bool, err error) {
	err = d.store.View(d.clock.Now(), func(tx *store.Tx) error {
		fresh = tx.LastEntry() == 0
		return nil
	})
	return fresh, err
}

func demoCode(p demoPerson) string { return fmt.Sprintf("DEMO%d", p.id) }

// found loads the list, makes the posts and gives the July tasks to their units.
func (d *demo) found() error {
	return d.store.Update(d.clock.Now(), func(tx *store.Tx) error {
		return tx.As(store.By{Actor: store.ByOperator, Cause: "demo"}, func() error {
			if err := loadHedong(tx, d.bot.Zone); err != nil {
				return err
			}
			// In the demonstration somebody may be at the page at any hour.
			office := store.DefaultOffice()
			office.Quiet = &schedule.Quiet{}
			if err := tx.PutOffice(office, ""); err != nil {
				return err
			}
			for _, p := range demoPeople() {
				if err := d.seat(tx, p); err != nil {
					return err
				}
			}
			return d.bot.AssignDrafts(tx, demoGiven()...)
		})
	})
}

func (d *demo) seat(tx *store.Tx, p demoPerson) error {
	post := store.Post{Role: p.role, Seat: p.seat}
	if p.unit != "" {
		u, err := tx.UnitNamed(p.unit)
		if err != nil {
			return fmt.Errorf("%s: %w", p.unit, err)
		}
		post.Unit = u.ID
	}
	post, err := tx.PutPost(post)
	if err != nil {
		return err
	}
	return tx.Invite(post.ID, demoCode(p), d.clock.Now().AddDate(0, 0, 7))
}

// loadHedong loads the list that comes with duban as an admin's own is loaded.
func loadHedong(tx *store.Tx, zone *time.Location) error {
	var sheets []workbook.Sheet
	for _, content := range [][]byte{lists.Hedong2025Units(), lists.Hedong2025()} {
		got, err := workbook.Read("hedong-2025.csv", content)
		if err != nil {
			return err
		}
		sheets = append(sheets, got...)
	}
	_, err := tables.Load(tx, tables.Read(sheets, tables.Options{Programme: lists.WorkReport, Zone: zone, Year: lists.Year}))
	return err
}

// live lets July and August pass: units sign, are asked on the 25th, one
// answers, one answers in part, and the clock comes to the day of the tour.
func (d *demo) live(ctx context.Context) error {
	clock := pageClock{movable: d.clock, next: d.runner.NextEvent, quiet: d.settle}
	start, err := time.Parse(time.RFC3339, demoStart)
	if err != nil {
		return err
	}
	steps := []func() error{
		func() error { return d.press(demoContact, "signall") },
		func() error { return d.press(demoTeacher, "signall") },
		func() error { _, err := clock.NextEvent(ctx); return err },
		func() error {
			return d.say(demoContact, "1 立面累计1.6万平方米，家具88件，正常\n2 公园11个、公厕116座，正常")
		},
		func() error {
			return d.say(demoTeacher, "HD25-250 新增学位400个，有风险，问题：一处校舍加固进度慢，下一步8月中旬完成验收")
		},
		func() error { return d.say(demoTeacher, "HD25-255 校园运动场累计0.9万平方米，正常") },
		func() error { return clock.Advance(ctx, start.Sub(d.clock.Now())) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
		if err := d.settle(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (d *demo) say(person int64, text string) error {
	_, err := d.tg.Say(person, person, text)
	return err
}

// press presses the newest button that does this, whatever language it is in.
func (d *demo) press(person int64, verb string) error {
	all := d.tg.Messages(person)
	slices.Reverse(all)
	for _, m := range all {
		for _, row := range m.Buttons {
			for _, b := range row {
				if strings.HasPrefix(b.Data, verb+":") {
					_, err := d.tg.Press(person, person, m.ID, b.Data)
					return err
				}
			}
		}
	}
	return fmt.Errorf("%d has no button that does %q", person, verb)
}
