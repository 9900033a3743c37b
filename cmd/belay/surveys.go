package main

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/belay-tui/belay/domain"
	"github.com/belay-tui/belay/store"
)

func (a *app) surveys() *cobra.Command {
	list := func() *cobra.Command { return a.surveyList().command(a) }
	return noun(list, "surveys", "cli.surveys.short",
		a.lists(domain.KindSurvey), a.surveyShow(), a.surveySent(), a.surveyFailed(), a.surveyResend(), a.surveyAnswer(), a.surveyDisqualify(), a.surveyRequalify(),
		a.surveyCase(), a.surveyCaseAnswered(), a.surveyCaseClose(), a.surveyAllowList(), a.surveyLetter(),
	)
}

func (a *app) surveyList() lister[domain.Survey] {
	return lister[domain.Survey]{
		kind: domain.KindSurvey, short: "cli.surveys.list", example: "belay surveys list --list failed",
		page: (*store.Book).Surveys,
		columns: func() []column {
			return []column{
				{head: a.w.T("cli.head.id")}, {head: a.w.T("cli.head.status")}, {head: a.w.T("cli.head.project"), flex: late},
				{head: a.w.T("cli.head.customer"), flex: first}, {head: a.w.T("cli.head.to"), flex: first},
				{head: a.w.T("cli.head.sent")}, {head: a.w.T("cli.head.csat"), right: true},
			}
		},
		cells: func(s domain.Survey, id string) []string {
			return []string{
				id, a.w.Value(string(s.Status)), s.ProjectName.String(), s.Customer.String(), s.To.Email.String(),
				a.w.Instant(s.SentAt, a.now()), a.csat(s.CSAT()),
			}
		},
		json: func(s domain.Survey) (any, error) {
			due, err := a.due(s, s.Program)
			return surveyOf(s, due), err
		},
	}
}

func (a *app) surveyShow() *cobra.Command {
	return a.on(domain.KindSurvey, "show SURVEY", "cli.surveys.show", func(ctx context.Context, t target) error {
		s, err := t.book.Survey(ctx, t.ref.ID)
		if err != nil {
			return err
		}
		if a.json {
			return a.print(ctx, t.book, s)
		}
		return a.showSurvey(ctx, t.book, s)
	})
}

// allowListJSON is what to tell a customer, as JSON.
type allowListJSON struct {
	Text string `json:"text"`
}

func (a *app) surveyAllowList() *cobra.Command {
	return a.on(domain.KindSurvey, "allowlist SURVEY", "cli.surveys.allowlist", func(ctx context.Context, t target) error {
		s, err := t.book.Survey(ctx, t.ref.ID)
		if err != nil {
			return err
		}
		p, err := a.programNamed(s.Program)
		if err != nil {
			return err
		}
		text := a.w.AllowList(s, p)
		if a.json {
			return a.emit(allowListJSON{text})
		}
		a.say(text)
		return nil
	})
}

func (a *app) showSurvey(ctx context.Context, book *store.Book, s domain.Survey) error {
	ids, err := book.Short(ctx, s.Ref(), domain.Ref{Kind: domain.KindProject, ID: s.Project})
	if err != nil {
		return err
	}
	p, err := a.programNamed(s.Program)
	if err != nil {
		return err
	}
	a.say(ids[0] + "  " + s.ProjectName.String())
	f := &facts{a: a}
	f.add(a.w.T("cli.head.customer"), s.Customer.String())
	f.add(a.w.T("cli.head.project"), ids[1])
	f.add(a.w.T("cli.head.status"), a.w.Value(string(s.Status)))
	f.add(a.w.T("cli.head.to"), s.To.String())
	f.add(a.w.T("cli.head.sent"), a.w.Instant(s.SentAt, a.now()))
	f.add(a.w.T("cli.head.reason"), s.Why.String())
	f.add(a.w.T("cli.head.answered"), a.w.Instant(s.AnsweredAt, a.now()))
	f.add(a.w.T("cli.head.csat"), a.csat(s.CSAT()))
	f.add(a.w.T("cli.head.disqualified"), s.Disqualified.String())
	for i, r := range s.Ratings {
		question := strconv.Itoa(i + 1)
		if i < len(p.Survey.Questions) {
			question += "  " + p.Survey.Questions[i]
		}
		f.add(a.rating(r), question)
	}
	f.add(a.w.T("cli.head.review"), s.Review.String())
	for _, c := range s.Cases {
		f.add(a.w.T("cli.head.case"), joined("  ", a.w.Value(string(c.Kind)), c.Number.String(), a.w.Value(string(c.Status())), a.w.Instant(c.OpenedAt, a.now())))
	}
	f.print()
	return nil
}

func (a *app) rating(r domain.Rating) string {
	if r == domain.NA {
		return a.w.T("cli.surveys.na")
	}
	return strconv.Itoa(int(r)) + "/" + strconv.Itoa(int(domain.MaxRating))
}

func (a *app) surveySent() *cobra.Command {
	return a.changing(domain.KindSurvey, "sent SURVEY", "cli.surveys.sent", "cli.did.sent", func(id domain.ID) (domain.Command, error) {
		return sure(domain.SendSurvey{ID: id})
	})
}

func (a *app) surveyFailed() *cobra.Command {
	c := a.reasoned(domain.KindSurvey, "failed SURVEY", "cli.surveys.failed", "cli.did.failed", "why", func(id domain.ID, why domain.Untrusted) domain.Command {
		return domain.FailSurvey{ID: id, Why: why}
	})
	c.Example = "belay surveys failed S-7F3K9 --why \"mailbox full\""
	return c
}

func (a *app) surveyResend() *cobra.Command {
	var second bool
	c := a.changing(domain.KindSurvey, "resend SURVEY", "cli.surveys.resend", "cli.did.resent", func(id domain.ID) (domain.Command, error) {
		return sure(domain.ResendSurvey{ID: id, Second: second})
	})
	c.Flags().BoolVar(&second, "second", false, "cli.flag.second")
	return c
}

func (a *app) surveyAnswer() *cobra.Command {
	var ratings, review string
	var publish bool
	c := a.on(domain.KindSurvey, "answer SURVEY", "cli.surveys.answer", func(ctx context.Context, t target) error {
		s, err := t.book.Survey(ctx, t.ref.ID)
		if err != nil {
			return err
		}
		p, err := a.programNamed(s.Program)
		if err != nil {
			return err
		}
		given, bad := domain.ParseRatings(ratings, len(p.Survey.Questions))
		if bad != nil {
			return bad
		}
		answer := domain.RecordAnswer{ID: t.ref.ID, Ratings: given, Review: domain.Outside(review), Publish: publish}
		return a.change(ctx, t.book, answer, "cli.did.answered")
	})
	c.Long, c.Example = "cli.surveys.answer_long", "belay surveys answer S-7F3K9 --ratings 5,5,4,na,5,5,4,5,5,5 --review \"Well done\" --publish"
	c.Flags().StringVar(&ratings, "ratings", "", "cli.flag.ratings")
	c.Flags().StringVar(&review, "review", "", "cli.flag.review")
	c.Flags().BoolVar(&publish, "publish", false, "cli.flag.publish")
	return c
}

func (a *app) surveyDisqualify() *cobra.Command {
	c := a.reasoned(domain.KindSurvey, "disqualify SURVEY", "cli.surveys.disqualify", "cli.did.answer_disqualified", "reason", func(id domain.ID, reason domain.Untrusted) domain.Command {
		return domain.DisqualifyAnswer{ID: id, Reason: reason}
	})
	c.Example = "belay surveys disqualify S-7F3K9 --reason \"answered by a colleague\""
	return c
}

func (a *app) surveyRequalify() *cobra.Command {
	return a.changing(domain.KindSurvey, "requalify SURVEY", "cli.surveys.requalify", "cli.did.answer_requalified", func(id domain.ID) (domain.Command, error) {
		return sure(domain.RequalifyAnswer{ID: id})
	})
}

func (a *app) surveyCase() *cobra.Command {
	var kind, number string
	c := a.changing(domain.KindSurvey, "case SURVEY", "cli.surveys.case", "cli.did.case", func(id domain.ID) (domain.Command, error) {
		return sure(domain.OpenCase{ID: id, Kind: domain.CaseKind(kind), Number: domain.Outside(number)})
	})
	c.Example = "belay surveys case S-7F3K9 --kind second_contact --number 00012345"
	c.Flags().StringVar(&kind, "kind", "", "cli.flag.case")
	c.Flags().StringVar(&number, "number", "", "cli.flag.number")
	return c
}

func (a *app) surveyCaseAnswered() *cobra.Command {
	return a.onCase("case-answered SURVEY", "cli.surveys.case_answered", "cli.did.case_answered", func(id domain.ID, kind domain.CaseKind, number domain.Untrusted) domain.Command {
		return domain.AnswerCase{ID: id, Kind: kind, Number: number}
	})
}

func (a *app) surveyCaseClose() *cobra.Command {
	return a.onCase("case-close SURVEY", "cli.surveys.case_close", "cli.did.case_closed", func(id domain.ID, kind domain.CaseKind, number domain.Untrusted) domain.Command {
		return domain.CloseCase{ID: id, Kind: kind, Number: number}
	})
}

// onCase makes a verb about a support case that there is.
func (a *app) onCase(use, short, sentence string, make func(domain.ID, domain.CaseKind, domain.Untrusted) domain.Command) *cobra.Command {
	var kind, number string
	c := a.changing(domain.KindSurvey, use, short, sentence, func(id domain.ID) (domain.Command, error) {
		return sure(make(id, domain.CaseKind(kind), domain.Outside(number)))
	})
	c.Long = "cli.surveys.case_which"
	c.Flags().StringVar(&kind, "kind", "", "cli.flag.case")
	c.Flags().StringVar(&number, "number", "", "cli.flag.number")
	return c
}
