package tables

import "testing"

// What offices and teams elsewhere track their actions with.
func TestTrackersInEnglish(t *testing.T) {
	for name, c := range map[string]publicTable{
		"objectives over their key results": {`
Objective|Key Result|Owner|Start Value|Target Value|Current Value|Score|Quarter
Grow revenue|Close new accounts|Sales|0|10|4|0.4|Q2 2026
|Raise retention|Success|80%|90%|82%|0.2|Q2 2026`, `
表-2|Grow revenue|Close new accounts|Sales|06-30|at_least 10项 @2026
表-3|Grow revenue|Raise retention|Success|06-30|at_least 90% @2026`, "Current Value、Score"},
		"action items with ranks": {`
#|Action Item|Owner|Due Date|Status|Priority|Notes
1|Order signs|Estates|2025-06-30|In Progress|High|by post
2|Print maps|Estates|2025-07-15|Complete|Low|`, `
表-1||Order signs|Estates|06-30| #by post
表-2||Print maps|Estates|07-15|`, "Status、Priority"},
		"a log with the task last": {`
ID|Owner|Assigned|Due|Status|Priority|Description
001|Parks|2025-01-05|2025-01-20|Completed|High|Review section 3
002|Roads|2025-01-05|2025-02-01|Open|Medium|Draft use cases`, `
表-001||Review section 3|Parks|01-20|
表-002||Draft use cases|Roads|02-01|`, "Assigned、Status、Priority"},
		"a council's action plan": {`
Housing Action Plan 2025
Ref|Action|Lead Officer|Timescale|Resources|Success Measures|Progress|RAG
Priority 1: Homes||||||
1.1|Bring empty homes back|Head of Housing|March 2026|Existing budget|20 homes|On track|G
1.2|Publish strategy|Policy Manager|31st December 2025|None|Strategy adopted||A
1.3|Inspect flats|Head of Housing|Ongoing|Staff|100%||G`, `
表-1.1|Priority 1: Homes|Bring empty homes back|Head of Housing|03-31|at_least 20homes @2026
表-1.2|Priority 1: Homes|Publish strategy|Policy Manager|12-31|Strategy adopted milestone
表-1.3|Priority 1: Homes|Inspect flats|Head of Housing|12-31|at_least 100%`, "Resources、Progress、RAG"},
		"a schedule of a project": {`
WBS|Task Name|Duration|Start|Finish|Predecessors|Resource Names
1|Library|60 days|2025-03-03|2025-05-30||
1.1|Design|20 days|2025-03-03|2025-03-28||Architects
1.2|Build|40 days|2025-03-31|2025-05-30|2|Contractor`, `
表-1||Library||05-30|
表-1.1||Design|Architects|03-28|
表-1.2||Build|Contractor|05-30|`, "Duration、Predecessors"},
		"a tracker of issues": {`
Issue key|Summary|Assignee|Due date|Status|Priority
AB-1|Fix gate|Site team|2025-05-01|Open|High
AB-2|Paint wall|Site team|2025-06-01|Open|Low`, `
AB-1||Fix gate|Site team|05-01|
AB-2||Paint wall|Site team|06-01|`, "Status、Priority"},
		"a strategy with baselines": {`
Strategic objective|Action|Outcome|Measure|Baseline|Target 2025/26|Lead|Partners|By when
Clean air|Install sensors|Data published|Sensors|10|40|Environment|University|March 2026
|Plant hedges|Less dust|Hedges (km)|0|5|Parks||Dec 2025`, `
表-2|Clean air|Install sensors|Environment、University|03-31|at_least 40Sensors @2026
表-3|Clean air|Plant hedges|Parks|12-31|at_least 5Hedges (km)`, "Outcome"},
		"recommendations of an audit": {`
No.|Recommendation|Management response|Responsible officer|Agreed date|Status
1|Keep a register|Agreed|Head of Estates|30/06/2025|Open
2|Review access|Agreed in part|IT Manager|31/12/2025|Open`, `
表-1||Keep a register|Head of Estates|06-30|
表-2||Review access|IT Manager|12-31|`, "Management response、Status"},
		"an issue and what was agreed": {`
ID|Issue|Agreed action|Action owner|Target completion date|Current status
R1|No register|Keep a register|Estates|30/06/2025|Open`, `
R1||Keep a register|Estates|06-30| #No register`, "Current status"},
		"targets of two years": {`
Theme|Action|Lead organisation|Delivery partners|Start date|End date|Funding|Indicator|2025 target|2026 target
Nature|Plant woodland|Parks Trust|Schools|Apr 2025|Mar 2026|Grant|Hectares|12|20`, `
表-2|Nature|Plant woodland|Parks Trust、Schools|03-31|Hectares at_least 12项 @2026`, "Funding、2026 target"},
		"boxes to tick": {`
Done|Task|Assigned to|Due|Notes
FALSE|Order signs|Estates|6/30/2025|
TRUE|Print maps|Estates|7/15/2025|by post`, `
表-2||Order signs|Estates|06-30|
表-3||Print maps|Estates|07-15| #by post`, "Done"},
		"quarters of an initiative": {`
Objective|Initiative|Owner|Q1|Q2|Q3|Q4
Digital|New portal|IT|Plan|Build|Test|Launch`, `
表-2|Digital|New portal|IT|12-31| #Q1：Plan；Q2：Build；Q3：Test；Q4：Launch`, ""},
		"chapters with a head each": {`
=Council Plan 2025-2029: delivery plan
Priority 1: Greener streets
Ref.|Commitment|How we will do it|Lead|Due|Measure of success
1.1|More trees|Plant in each ward|Parks|31/03/2026|500 trees
Priority 2: Warmer homes
Ref.|Commitment|How we will do it|Lead|Due|Measure of success
2.1|Insulate|Grants|Housing|31/03/2026|200 homes`, `
表-1.1|Priority 1: Greener streets|More trees|Parks|03-31|at_least 500trees @2026
表-2.1|Priority 2: Warmer homes|Insulate|Housing|03-31|at_least 200homes @2026`, "How we will do it"},
		"days that are no deadlines": {`
Milestone|Baseline Date|Forecast Date|Owner|RAG
Design signed off|2025-03-31|2025-04-15|Estates|A
Site handed over|2025-06-30|2025-06-30|Estates|G`, `
表-2||Design signed off|Estates|12-31|
表-3||Site handed over|Estates|12-31|`, "Baseline Date、Forecast Date、RAG"},
		"decisions and what follows": {`
Date|Decision|Made by|Follow-up action|Owner|Due
2025-03-01|Close the yard|Board|Tell tenants|Estates|2025-04-01
2025-03-08|Raise fees|Board|Publish notice|Finance|2025-05-01`, `
表-2||Tell tenants|Estates|04-01|
表-3||Publish notice|Finance|05-01|`, "Date、Decision、Made by"},
		"risks and what is done about them": {`
Risk ID|Risk|Mitigating action|Risk owner|Review date|Score
R1|Flood|Clear drains|Drainage|2025-10-01|12`, `
R1||Clear drains|Drainage|12-31|`, "Risk、Review date、Score"},
		"short words for columns": {`
No|Task|Dept.|PIC|Plan start|Plan end|Actual end|Remarks
1|Audit|Finance|Ann|2025-03-01|2025-03-31||`, `
表-1||Audit|Finance|03-31|`, "PIC、Actual end"},
	} {
		t.Run(name, c.reads)
	}
}
