package demo

// The reasons and criteria that both programs of the demo know.
var (
	declineReasons = []string{"no_capacity", "wrong_region", "wrong_skills", "conflict", "poor_fit", "known"}
	closeReasons   = []string{"no_budget", "no_need", "no_answer", "competitor", "later"}
	rejectReasons  = []string{"duplicate", "incomplete", "not_qualified"}
	criteria       = []string{"decision_maker", "budget", "timeline", "activity_type", "propensity"}
	steps          = []string{"Needs Analysis", "Value Proposition", "Perception Analysis", "Proposal/Price Quote", "Negotiation/Review"}
)

// criterionSteps is how many steps each criterion has.
const criterionSteps = 5

var (
	industries = []string{"Manufacturing", "Financial Services", "Healthcare", "Retail", "Logistics", "Energy", "Public Sector"}
	titles     = []string{"Head of Sales", "CIO", "Sales Operations Manager", "Director of Customer Service", "Managing Director", "IT Manager"}
	products   = []string{"Sales Cloud", "Service Cloud", "Marketing Cloud", "Experience Cloud", "Data Cloud", "Field Service"}
	sources    = []string{"Webinar", "Trade fair", "Web form", "Partner referral", "Newsletter"}
	campaigns  = []string{"Spring Tour", "Service Days", "Manufacturing Forum", "Year-End Offer", "Winter Webinars"}
	touches    = []string{"opened the mailing", "came to the webinar", "visited the stand", "downloaded the guide", "asked for a demo"}
	wishes     = []string{
		"Three sales teams in two countries work in spreadsheets and want one pipeline.",
		"The service desk answers by mail and loses track of what it promised.",
		"Dealers are to see stock and prices on their own, day and night.",
		"The contract for the present system ends; they compare three vendors.",
		"Field technicians plan by phone. They want routes and parts on a tablet.",
	}
	goals      = []string{"One view of the customer", "Answer within a day", "A forecast that holds", "Dealers serve themselves", "Half the paper"}
	pains      = []string{"Data in four places", "Nobody knows the open quotes", "Two weeks to make a report", "Customers call twice"}
	timeframes = []string{"this quarter", "next quarter", "within six months"}
	plans      = []string{"Send the offer", "Call back about the budget", "Demo for the sales team", "Meet the head of IT", "Agree on the scope", "Workshop on site"}
	calls      = []string{
		"Reached the assistant, asked to call again.", "Good talk: they compare us with one other firm.", "Sent references from the same industry.",
		"Demo held, eight people took part.", "Budget is asked for, decision at the next board meeting.", "They asked for two references.",
	}
	remarks      = []string{"The team is booked until the end of the quarter.", "They looked for somebody on site.", "Somebody else was faster.", "We did not hear back after three calls."}
	won          = []string{"Best references", "Price and speed", "Knew their industry"}
	lost         = []string{"Went with the present supplier", "Project stopped", "Price"}
	works        = []string{"Sales Cloud rollout", "Service desk", "Dealer portal", "CRM and ERP integration", "Field service pilot", "Marketing automation", "Data migration"}
	reviews      = []string{"They kept what they promised.", "Good people, and they told us early when something slipped.", "We would have liked more training.", "最後まで丁寧に対応していただきました。", "Équipe à l'écoute, délais tenus."}
	bounces      = []string{"550 mailbox unavailable", "Blocked by the recipient's spam filter", "421 try again later, given up after three days"}
	holdsWhy     = []string{"Customer is reorganizing", "Waits for the new ERP"}
	stopsWhy     = []string{"Customer was taken over", "Budget withdrawn"}
	discounts    = []string{"Not answered by one of the contacts", "Answered from the firm's own network"}
	disqualified = []string{"The contacts work for the firm", "Part of a project that is registered already"}
	exams        = []string{"Administrator", "Platform App Builder", "Sales Cloud Consultant", "Service Cloud Consultant", "Data Architect"}
	solutions    = []string{"Dealer Desk", "Harvest Planner", "Claims in a Day"}
)
