package reading

type wordRow struct {
	kind  kind
	claim Claim
	note  note
	words string // apart by |
}

// wordRows is the table of words. Two languages stand in one row; longer words
// win over shorter ones, so an exception is simply a longer word.
func wordRows() []wordRow {
	return []wordRow{
		{madeKind, "", finishes, "完成|完成了|完工|完工了|竣工|竣工了|办结|办结了|做完|做完了|建成|建成了|建好|建好了|建完|建完了|弄好|弄好了|弄完|弄完了|搞完|搞完了|搞好|搞好了|搞定|搞定了|做好|做好了|办完|办完了|干完|干完了|整完|交付|交付了|完毕|completed|complete|finished"},
		{madeKind, "", 0, "完|完了|提供|提供了|争取到|争取到了|铺设|铺设了|铺设完成|敷设|架设|埋设|埋设了|敷设了|敷设完成|架设了|架设完成|搭建了|搭建完成|浇筑完成|投放了|配备了|购置了|清运了|疏浚了|疏浚完成|拓宽了|硬化了|硬化完成|栽种了|补种了|修好|修好了|修完|修完了|修通|修通了|修建|装好|装好了|装完|装完了|安装|安装了|安装完成|种完|栽植|种植|种了|栽了|实现|实现了|做成|做成了|投用|投入使用|投入运营|启用|启用了|落地|落成|通车|演了|演出了|运行|上线运行|投入运行|正式运行|稳定运行|成交|成交了|摘牌|接入|接入了|上线|上线了|开通|开通了|筹到|筹集到|建设完成|改造完成|建设|建设了|建|修|做|做了|改了|改完|改完了|建了|修了|装了|装上|装上了|完成数量|完成数|完成量|完成进度|实际完成数|对外开放|对外营业|销号|销号了|整治到位|整改到位|清理到位|落实到位|拆除到位|安装到位|处置到位|装完成|铺装完成|修完成|改完成|做完成|办完成|建完成|种完成|办了|搞了|弄了|整了|整好|整好了|整出来|开了|铺了|通了|用上了|更换|更换了|换了|打造|打造了|改造完|改造了|整治完成|投运|投产|挂牌|开业|开放|运营|开|开出|在营|营业|营业中|正常营业|运营中|在用|已开业|开门|开门营业|举办|举办了|开办|开办了|开展了|组织了|认定|认定了|did|built|delivered|installed|achieved|opened|renovated|planted|got|finish|running|in service|in operation|operational|up and running|done with|paid out|disbursed|paid|in use|put into use|open now|set up|live|went live|gone live|connected|upgraded|replaced|distributed|handed out|recruited|enrolled|restored|now open|are open|is open|are now open"},
		{madeKind, "", reaches, "达到了|达到|达|达成|已经达到|提升至|回升到|回升至|恢复到|恢复至|减少到|减少至|减到|减至|压减到|压减至|压降到|压降至|缩减到|缩减至|收窄到|收窄至|改善到|改善至|攀升到|攀升至|降至|降到|降为|降低到|降低至|下降到|下降至|回落至|回落到|上升到|上升至|升至|升到|涨到|增至|增加到|增加至|增长到|增长至|提高到|提高至|提升到|变成|变为|扩大到|扩大至|reached|reaches|hit|up to|down to|is now|rose to|fell to|edged up to|climbed to|narrowed to|widened to|recovered to|cut to|increased to|grew to|dropped to|went up to|now at|now stands at"},
		{madeKind, "", afresh, "新建|新建了|新改建"},
		{madeKind, "", 0, "改造|扩建|升级"},
		{doneKind, Done, 0, "已完成|已经完成|已完成了|已经完成了|已办结|已完工|已竣工|已建成|已经建成|已做完|已落实|已交付|已投用|已投入使用|已经投入使用|已正式投用|已正式投入使用|已建成投用|已建成投入使用|已竣工验收|已办完|已搞定|已完毕|done|is done|already done|have completed|has completed|already completed|have finished|has finished|is complete|is completed|is finished|been completed|been finished|have built|has built|have installed|has installed"},
		{doneKind, Done, entirely, "清零|清零了|已清零|全部清零|已全部清零|实现清零|全覆盖|已全覆盖|实现全覆盖|已实现全覆盖|全面覆盖|全部覆盖|full coverage|fully covered|已全部完成|已全面完成|全部完成|全面完成|均已完成|均完成|都已完成|都完成|都完成了|都做完了|都建好了|都弄完了|全部完成了|已全部建成|全部做完|全部装完|全部改完|全部办完|全都完成|全完成了|完成任务|完成任务了|已完成任务|已完成目标|完成目标|完成目标了|完成全年目标|完成全年任务|完成年度目标|完成年度任务|完成目标任务|完成全年目标任务|已完成全年目标|已完成全年任务|已完成年度任务|已完成目标任务|任务完成|目标完成|超额完成|已超额完成|提前完成|已提前完成|圆满完成|全部建成|全部完工|全部竣工|全部交付|全部办结|all done|fully completed|fully done|all completed|all finished|all complete|task completed|task done|target met|target reached|goal reached|goal met"},
		{partlyKind, "", 0, "基本完成|主体完成|主体完工|即将完成|快完成了|快完成|快完了|快好了|快建好了|快做完了|接近完成|大部分完成|部分完成|部分|大部分|初步完成|阶段性完成|基本建成|即将建成|主体建成|差不多完成|差不多了|基本上|nearly done|almost done|partly done|half done|mostly done|nearly complete|almost complete|nearly completed|almost completed|partially completed|partly completed|partially|mostly|nearly finished|almost finished"},
		{fillKind, "", sofar, "暂时|暂时为|暂时是|目前|现在|现已|已经|已|现|已有|现有|截至目前|now|currently|at present|so far|already|by now|till now|until now"},
		{fillKind, "", sofar, "实际|实际数|实有"},
		{fillKind, "", until, "截至|截止|截止到|截至到|到|至|as of|by"},
		{fillKind, "", sums, "共|累计数"},
		{fillKind, "", trails, "了|的|啰|咯|嘞|喽|噻|哩|噢|呗|units|unit|pcs"},
		{fillKind, "", still, "还是|依旧是|仍然是|仍是|依然是"},
		{fillKind, "", rates, "完成率|完成比例|达成率|完成度|完成率为|完成率达|完成率达到|占比|占比为|占比达|占|占了"},
		{fillKind, "", 0, "us$|$|¥|￥|确认|确认一下|确认为|核实|经核实|核实后|经核|没错|对的|啦|人民币|rmb|cny|量|stand at|standing at|held at|holds at|hold at|holding at|kept at|maintained at|steady at|stable at|flat at|level at|remained at|也|也是|数|数为|stays at|stay at|remains at|remain at|in anything|at all|in any of them|la|lah|设备|设施|保持在|保持|保持着|维持在|维持|稳定在|无问题|没有问题|莫得问题|没得问题|冇问题|没毛病|不存在问题|无困难|没有困难|中|严重|较多|明显|一点|一些|很多|比较|比|较|略|稍|稍微|有点|有些|仍|仍然|依然|仍为|仍在|非常|还|是|为|有|在|我们|我单位|我局|我街道|我街|我办|我委|我镇|我区|我中心|我处|我科|我这边|我这|我们单位|我们局|我们街道|我们这边|我们这|相比|相比较|统计|据统计|经统计|统计为|统计是|统计下来|大关|报的|报的数|报的数据|这边|本单位|我|进展情况|工作进展|进展|进度|完成情况|数量|数字|数据|情况|项目|任务|事项|工作|工程|总体|整体|建设进度|工程进度|项目进度|形象进度|报送|反馈|汇报|报告|回复|填报|更新|更新一下|更新为|报一下|说明|说一下|汇报一下|如下|关于|其|该|此|按|呢|啊|哈|呀|哦|嗯|吧|哟|嘛|了哈|方面|这个|这项|这条|那条|那个|那块|那一块|这块|这一块|那边|那项|那头|本项|该项|该项目|本项目|本任务|每立方米|每平方米|年均浓度|浓度|平均|年均|均值|数值|强度|指标|人数|规模|总额|里程|户数|家数|台数|套数|面积数|离目标|距目标|距离目标|高于目标|低于目标|优于目标|好于目标|超过目标|达到目标|未达目标|未达到目标|没达到目标|符合目标|存在|主要|面临|遇到|突出|的话|大家|具体|分项|各地|they|they have|we have|we've|we're|we|i|our|have been|has been|have|has|had|been|are|is|was|were|the|of|at|to|in|on|it|it's|it is|that's|which is|which|that|this|a|an|our unit|progress|status|update|report|number|figure|value|overall|project|work|and so|so|with|s|also|just|exactly|stands at|level|rate|both|no.|still at|still on|still|main|there are|there is|there have been|place|in total of|please note|note|re|fyi|per|quite|a bit|slightly|very|seriously|a little|somewhat|averaged|average|from our side|on our side|from us|on our end|at our end|this time|率|actual|actually|above target|below target|better than target|over target"},
		{fillKind, "", generic, "全区|全市|全县|全镇|全街道|辖区|辖区内|区内"},
		{leadKind, "", 0, "基础上|的基础上|答|答复|回答|然后|接着|那么|就是|就是说|上面|刚才|刚刚|前面|补报|补充|补充一下|重发|附|但是|但|就|只有|只|仅|仅有|而|另|而且|一是|二是|三是|四是|五是|六是|首先|其次|再次|最后|同时|一方面|另一方面|不过|至于|其他情况|唯独|but|only|while|whereas|for"},
		{totalKind, "", 0, "全年累计|全年累计完成|年度累计|年内累计|年初至今累计|累计已完成|累计已建成|累计已达|累计完成|累计建成|累计新增|累计新建|累计达到|累计达|累计为|累计是|累计发放|累计安装|累计改造|累计实现|累计|已累计|总计|总共|一共|合计|共计|共有|共完成|共建成|现共|现累计|总数为|总数|总量|总的|total of|in total|total is|total|totals|cumulatively|cumulative|altogether|all in all|overall total|to date total|running total"},
		{againstKind, "", 0, "同比|环比|比去年同期|较去年同期|比上年同期|较上年同期|year on year|year-on-year|yoy|compared with last year"},
		{moreKind, "", 0, "不降反升|不减反增|up|增长了|增长|增速为|增速达|增速是|增速|增幅为|增幅|上涨|上涨了|上升了|上升|提高了|提高|growth of|growth|grew by|grew|rose by|rose|up by|up|新增加|新增了|新增|又新增|又新增了|又完成了|又完成|又建成|又建成了|又建了|又建|又新建|又新建了|又做了|又装了|又装|又开了|又办了|又修了|又改了|又改造|又发了|又种了|又|增加了|增加|加了|再次完成|多了|多建了|多完成|多完成了|新完成|新完成了|新建成|新建成了|新装了|新装|新开|新开了|净增|净增加|增|涨|涨了|增了|环比增加|较上次增加|较上次新增|较上期增加|较上期新增|较上月新增|较上周增加|比上周增加|比上次增加|比上次新增|比上次多|比上次多了|比上期多|比上期多了|比上期增加|比上月增加|比上月多了|比上月多|比上周多|比上周多了|较上月增加|another|more|additional|added|plus|increased by|newly|extra|further|since last time|more than last time|more than last month|more than last week|more than before"},
		{lessKind, "", 0, "不升反降|不增反降|不增反减|关了|关掉|关掉了|撤掉|撤掉了|拆掉|拆掉了|关门|关门了|停业|停业了|倒闭|倒闭了|撤了|关停|关停了|关闭|关闭了|撤销|退库|退租|退租了|流失|注销|降幅|降幅为|减少了|减少|下降了|下降|降低了|降低|降了|少了|减了|核减|退出|少|降|下滑|下滑了|负增长|decreased by|down by|fell by|fell|decreased|reduced by|minus|dropped by|dropped|declined by|declined|contracted|contracted by|shrank|shrank by|down"},
		{ofKind, "", 0, "完成目标的|完成任务的|完成全年目标的|完成全年任务的|完成年度目标的|完成年度任务的|完成目标任务的|完成全年计划的|完成年度计划的|完成计划的|占目标的|占全年目标的|占全年任务的|占全年的|占年度任务的|占年度目标的|占任务的|占全年|占目标|占任务|占总任务的|of the target|of target|of the annual target|of our target|of goal|of the goal"},
		{planKind, "", turns | forecasts, "预计|预计于|预期|预计可|expected to|expect to|expects to|expect|expected|expects"},
		{planKind, "", turns, "力争|争取|有望|确保|will|should|we'll|力争在"},
		{planKind, "", 0, "计划完成|计划|拟|拟于|准备|打算|希望|期望|盼|将要|将于|将|即将|待|等待|要|需要|需|可完成|能完成|能够|能|可以|可|估计|如果|若|假如|要是|再完成|再建|再|还要|还需|才能|之后|以后|随后|马上|下达|力保|保证|争创|到时|届时|想|想要|只要|快要|plan to|plans to|plan|planned|planning|planned to|will be|expecting|hope to|hope|hoping|aim to|aiming|aim|going to|to be|would|could|can|might|if|scheduled|intend to|intends|intend|forecast|estimated|estimate|about to|due to be|may|want to|wants to|ready to"},
		{missingKind, "", 0, "还差|差|尚差|还剩下|还剩|剩余|剩下|还有|尚有|尚余|仍有|尚未完成|还未完成|仍未完成|未完成|没有完成|没完成|没有做完|没做完|没建成|未完工|未竣工|未建成|尚未建成|还没完成|还没有完成|还没|尚未|未能|缺|缺少|缺口|不足|正在建设|正在施工|正在改造|正在安装|正在|在建|在施|在装|在修|在办|在做|在改|施工中|建设中|改造中|收尾|待完成|待建|另有|另外|剩|没弄完|没弄好|没干完|没搞完|没做好|没装完|没建好|欠|欠缺|未交付|未达到|没达到|没有达到|达不到|未达|未到|没到|没有到|还没到|完不成|无法完成|remaining|remain|remains|to go|left|missing|still missing|short of|short|outstanding|under construction|unfinished|not done|not completed|not finished|not complete|not yet|incomplete|haven't|hasn't|isn't|aren't|didn't|won't|still need|need|needs|lacking|lack|still to|being built|being installed|under review"},
		{missingKind, "", vaguely, "进行中|in progress|ongoing|pending|underway|under way"},
		{goalKind, "", 0, "序时|序时进度|pace|目标任务数|目标任务|目标数|目标值|目标为|目标是|目标|任务数|任务量|任务目标|任务是|全年目标|全年任务|全年任务数|年度目标|年度任务|全年应|全年计划|年度计划|计划数|计划总数|应完成|应建|应|要求|总任务|总目标|任务要求|指标要求|上级要求|规定|target is|target of|the target|targets|target|goal is|goal of|goal|out of a target of|required|requirement"},
		{otherKind, "", arrives, "资金|经费|拨付|拨付了|拨付到位|到账|到账了|到帐|入账|入库|到位|到位了|到位资金|兑付|支出|支付|发放|发放了"},
		{otherKind, "", serves, "惠及|受益|涉及|覆盖|服务|带动|benefiting|benefits|benefit|benefited|serving|serves|covering|covers"},
		{otherKind, "", 0, "日均|月均|户均|人均|发现问题|发现隐患|发现|查出|查处|入驻|入住|吸引|投资|总投资|投入|占地|占地面积|面积|总面积|总长|总长度|长度|总金额|游客|旅客|访客|群众|居民|参加|参与|出动|召开|会议|培训|检查|巡查|排查|审核|审查|核查|摸排|帮扶|走访|发动|组织|调研|现场会|协调会|座谈会|接待|受理|收到投诉|投诉|金额|预算|人次|惠民|造价|用时|耗时|历时|排名|名列|位列|第一|观众|听众|核销|花了|花费|安置|involving|investment|invested|invest|funding|funds|budget|meetings|meeting|held|attended|people attended|visited|inspected|inspections|complaints|complaint|costing|cost|worth"},
		{asideKind, "", 0, "联系电话|联系人|联系方式|电话|手机|手机号|电话号码|邮编|编号|文号|邮箱|微信|填报人|审核人|负责人|phone|tel|contact person|contact|mobile"},
		{stageKind, "", 0, "试营业|试营业了|试开放|试用|报名|应聘|面试|笔试|体检|公示|初审|复审|前期|前期工作|前期手续|前期准备|前期阶段|前期中|开工建设|开工|开工了|开建|动工|破土|招标|招投标|中标|签约|签订合同|签订|签|签了|立项|可研|设计|初设|选址|选定|进场|启动|备案|勘察|勘测|摸底|踏勘|方案|图纸|图审|审批|报批|批复|征拆|征地|拆迁|拆除|拆了|挂网|采购|打桩|基础|封顶|主体|试运行|试点|验收|验收了|预验收|储备|谋划|洽谈|对接|申报|上报|报送资料|确定|完成招标|完成选址|完成立项|完成设计|完成签约|完成验收|初稿|起草|征求意见|论证|评审|开挖|装修|tendered|tender|tendering|bidding|signed|designed|design|started|begun|begin|launched|broke ground|approved|approval|surveyed|selected|draft|drafted|procurement|inspection|accepted|site selection|feasibility|contracts"},
		{partKind, "", 0, "其中|其中包括|包括|包含|含|of which|of them|out of which|inclusive of|incl.|incl|including|includes|among them|among which"},
		{hedgeKind, "", 0, "between|介于|可能|也许|好像|似乎|应该|应该是|大致|据说|听说|或者|或|左右不定|不确定|待核实|待定|不一定|没准|记得|印象中|如有|以为|怕|恐怕|估摸|maybe|perhaps|probably|possibly|i think|we think|not sure|unsure|or|seems|apparently|supposedly"},
		{denyKind, "", 0, "不|没有|没|未|非|并非|并没有|并未|不是|无|无法|不能|不会|未曾|从未|别|否|not|no|never|none|cannot|can't|don't|doesn't|without|wasn't|weren't|couldn't"},
		{claimKind, OnTrack, 0, "正常推进中|正常推进|推进正常|进展正常|进度正常|正常进行|正常进行中|正常施工|一切正常|运行正常|正常运行|正常开展|正常|按计划推进|按计划进行|按计划|按计划推进中|按计划实施|按期推进|按照计划推进|按照计划|按既定计划推进|按进度推进|按节点推进|按时间节点推进|按序时推进|按时序|按时序推进|按时序进度|按时序进度推进|按序时进度推进|按序时进度|按序时|符合序时进度|符合序时|符合进度要求|达到序时进度|达序时|达到进度要求|序时进度内|序时内|在序时内|在序时进度内|与序时同步|与序时进度同步|如期推进|如期进行|如期|超序时进度|超序时|快于序时|快于序时进度|on track|on schedule|on pace|on target|normal|as planned|going to plan|going well|according to plan|on plan|proceeding as planned|proceeding normally|on course|ahead of schedule|ahead|as scheduled"},
		{claimKind, AtRisk, 0, "存在滞后风险|有滞后风险|有滞后的风险|有风险|存在风险|有一定风险|存在一定风险|有完不成的风险|有完不成风险|存在完不成的风险|存在完不成风险|有不能完成的风险|有较大风险|风险较大|风险大|有延期风险|有逾期风险|at risk|is at risk|some risk|risky|there is a risk|there is risk|in danger"},
		{claimKind, Behind, 0, "进度滞后|进展滞后|严重滞后|有所滞后|略有滞后|略滞后|有点滞后|滞后于计划|略滞后于计划|滞后于序时|滞后于序时进度|略滞后于序时|略滞后于序时进度|稍滞后|稍滞后于序时|稍有滞后|滞后|落后于计划|落后|慢于序时进度|慢于序时|未达序时进度|未达到序时进度|未达序时|低于序时|低于序时进度|进度慢|进度偏慢|进度较慢|进度有点慢|进展缓慢|进展较慢|进展慢|进度缓慢|推进缓慢|推进较慢|推进慢|慢了|有点慢|有些慢|比较慢|稍慢|偏慢|较慢|很慢|太慢|延误|延误了|延迟了|延迟|拖延|拖后腿|behind schedule|behind|delayed|late|lagging behind|lagging|lags|slow|running late|slipping|off track|behind plan|slipped"},
		{claimKind, Blocked, 0, "处于停工状态|处于停滞状态|处于停摆状态|受阻|受到阻碍|施工受阻|推进受阻|停工|停工中|停滞|停滞不前|停工了|卡住了|卡住|卡壳|推不动|无法推进|推进不下去|推进不了|难以推进|搁置|搁置了|停了|停下来了|停下了|停着|停着呢|停摆|停摆了|歇工|歇工了|趴窝|暂停|暂停施工|暂停了|blocked|stuck|stalled|on hold|halted|suspended|stopped|at a standstill|paused"},
		{claimKind, NotStarted, 0, "未启动|尚未启动|还未启动|还没启动|没有启动|没启动|暂未启动|未开工|尚未开工|还未开工|还没开工|没开工|没有开工|暂未开工|未开始|尚未开始|还没开始|没有开始|没开始|还没开始弄|未动工|尚未动工|没动工|还没动工|未实施|尚未实施|未开展|尚未开展|还没开展|not started|hasn't started|has not started|not yet started|yet to start|not begun|haven't started|have not started|not started yet|hasn't begun|has not begun"},
		{claimKind, NotStarted, unmoved, "没动|还没动|没动过|一直没动|没有动|没动静|未动"},
		{sameKind, "", 0, "none finished|none completed|none added|nothing finished|nothing completed|nothing added|none since then|上次的数|上次的数据|上次数据|没有新的进展|没有新的变化|没有新数据|没有新情况|无新情况|数据没动|数据都没动|没有任何变化|无任何变化|没有变化|没什么变化|没啥变化|没变化|无变化|暂无变化|无变动|没有变动|没变动|暂无变动|没有变|没变|未变|未变化|未发生变化|没有新变化|无新变化|无明显变化|不变|维持不变|保持不变|仍不变|同上次一样|和上次一样|跟上次一样|与上次一样|与上次一致|和上次一致|与上次相同|和上次相同|同上次相同|同上次|同上期|同上月|同上周|同上月一样|与上期一致|与上期相同|和上期一样|跟上期一样|与上月一致|和上月一样|跟上月一样|跟之前报的一样|和上次报的一样|跟上次报的一样|一样|相同|一致|持平|照旧|沿用上期|沿用上次|沿用上月|沿用上期数据|沿用上次数据|照上次|照上次的|按上次的|还是老样子|老样子|还是上次的数|还是上次那个数|还是上次的|还是上次|同前|同之前|和之前一样|跟之前一样|与之前一致|维持原状|维持现状|无新进展|没有新进展|没新进展|暂无新进展|无进展|没有进展|没进展|暂无进展|无更新|没有更新|数据不变|数字不变|进度不变|没有新增|无新增|未新增|没新增|暂无新增|no changes|no change|nothing changed|nothing has changed|unchanged|not changed|hasn't changed|have not changed|haven't changed|has not changed|same as last time|same as last month|same as last week|same as last|same as before|same as previous|same as the last|the same as last time|the same as last month|the same as before|the same|same|nothing new|no update|no updates|no news|no new progress|no progress|as before|as last time|stays the same|still the same|remains unchanged|remain unchanged|remains the same|remain the same|stay the same|nc"},
		{ditto, "", 0, "同上|ditto|same as above"},
		{restKind, "", 0, "后面的|后面几项|后面各项|后面几个|后边的|后几项|除此以外|除此之外|除上述外|除以上外|其余各项|其余任务|其余事项|其余项目|其余的|其余|其他各项|其他任务|其他事项|其他项目|其他的|其他|其它各项|其它任务|其它项目|其它的|其它|剩下的|剩余的|剩余任务|剩余各项|剩下几项|剩余几项|其他几项|其余几项|别的|余下的|余下|余者|另外的|另外几项|另外几个|其他几个|the remaining ones|the remaining|remaining ones|all the others|all others|the others|others|the rest|rest of them|rest|everything else|all other tasks|other tasks|the other tasks|all the rest|the other ones|all other items|other items"},
		{allKind, "", 0, "全部任务|所有任务|所有项目|全部项目|各项任务|各项工作|各项目|各项|全部|所有|都|均|全|统统|一律|皆|都是|均为|全都|几项都|这几项|这几项都|几个都|所有的|上述|以上各项|以上均|以上都|上述均|全体|all tasks|all of them|all items|all are|all|everything is|everything|every task|each task|every item|all of it"},
		{exceptKind, "", 0, "除了|除|以外|之外|外|除开|except for|except|apart from|other than|besides|but for"},
		{fixKind, "", wrong, "报多了|报少了|报大了|报小了|算错了|看错了|写错了|打错了|报错了|填错了|说错了|搞错了|输错了|弄错了|发错了|错了|写错|打错|填错|不对|有误|oops|typo|wrong|no wait|wait no|no actually|scratch that|i meant|i mean"},
		{fixKind, "", 0, "更正|更正一下|更正为|更正如下|纠正|纠正一下|订正|更改为|改为|改成|应为|应是|correction|make that|should be"},
		{problemKind, "", 0, "问题|困难|原因|难点|堵点|卡点|瓶颈|障碍|难题|主要问题|主要困难|主要原因|存在问题|存在困难|problems|problem|issues|issue|reason|obstacle|obstacles|difficulty|difficulties|blocker|blockers|concern|concerns"},
		{problemKind, "", opens, "问题是|问题为|问题有|问题在于|困难是|困难在于|原因是|原因为|原因在于|难点是|难点在于|瓶颈是|problem is|problems are|issue is|reason is|obstacle is"},
		{problemKind, "", reason, "因|因为|是因为|由于|受制于|受限于|受困于|受到|受|卡在|主要是因为|主要因为|主要是|受天气影响|受疫情影响|受降雨影响|受资金影响|because|because of|due to|owing to|caused by|thanks to rain|since the"},
		{nextKind, "", 0, "下一步工作计划|下一步工作|下一步计划|下一步打算|下一步措施|下一步|下步工作|下步计划|下步打算|下步|接下来|下阶段|下一阶段|后面的工作|后面的计划|后面的打算|后续工作|后续|后面|工作计划|next steps|next step is|next step|next we|next|then we|following step|plan is to|then"},
		{vagueKind, "", 0, "问题不大|问题不多|没什么问题|没啥问题|没有什么问题|没有大问题|没大问题|没多大问题|困难不大|no big problem|no big problems|no big issue|no big issues|no major problem|no major problems|no major issue|no major issues|no real problem|no real problems|no problem|no problems|no issue|no issues|without problems|高度重视|抓紧|抓紧时间|抓紧推进|加快进度|加快施工|加快建设|全力以赴|持续发力|按要求|按部就班|推进中|推进|办理中|落实中|跟进中|推动中|进展顺利|顺利推进|推进顺利|顺利进行|顺利进行中|顺利|有条不紊|加紧|加紧施工|加班加点|努力中|正在努力|有进展|有所进展|取得进展|取得积极进展|取得阶段性进展|成效明显|在抓紧|we are working on it|we're working on it|working on it|work in progress|in hand|being handled|being worked on|making progress|making good progress|progressing well|progressing|moving forward|moving along|moving ahead|continuing|work continues|work is continuing|going forward|steady progress|steadily advancing|steadily progressing|advancing|advancing steadily|underway as usual|attaching great importance|great importance|high priority|pushing ahead|wip|快了|就快了|马上就好|马上好了|快弄完了|快搞完了|快搞定了"},
		{nodKind, "", 0, "👌|收到了|收到|已收到|收悉|好的好的|好的|好嘞|好哒|好|知道了|已知悉|知悉|明白了|明白|了解了|了解|已阅|遵命|没问题|ok的|okay|ok|okk|得嘞|行|嗯嗯|稍后|稍等|尽快|马上办|noted|got it|received|roger|understood|copy that|copy|will do|will check|sure|yes sir|acknowledged|fine|yes|later"},
		{nodKind, "", promises, "等下报|等会报|等会儿报|一会儿报|待会报|待会儿报|回头报|晚些报|晚一点报|过会报|随后报|稍晚报|马上报|马上填|稍后报|稍后填|一会报|晚点报|晚点回复|尽快报|这就报|will reply later|will reply|will report later|will report|will get back to you|will update|will be updated|reply later|get back to you"},
		{greetKind, "", 0, "回复晚了|回晚了|报晚了|才看到|刚看到|才看到消息|刚看到消息|sorry for the late reply|sorry for late reply|sorry for my late reply|sorry for the delay|apologies for the delay|apologies for the late reply|sorry for being late|sorry i'm late|sorry this is late|各位领导|领导们|领导好|领导|老师好|老师|主任好|主任|科长|处长|局长|同志|您好|你好|大家好|早上好|上午好|中午好|下午好|晚上好|早安|晚安|早|谢谢您|谢谢大家|谢谢领导|谢谢|多谢|感谢|辛苦了|辛苦|辛苦啦|麻烦了|麻烦您|打扰了|抱歉|不好意思|请查收|请审阅|请审核|请知悉|请领导审阅|请批示|特此报告|以上请查收|祝好|周末愉快|节日快乐|督查室|督查办|督办小助手|小助手|机器人|哈哈|嘿嘿|hello|hi|hey|good morning|good afternoon|good evening|morning|afternoon|dear all|dear colleagues|dear|thank you very much|thank you|thanks a lot|many thanks|thanks|thx|regards|best regards|cheers|please|pls|plz|kindly|sorry|sir|madam|team|have a nice day|all the best"},
		{aboutKind, "", 0, "大约|大概|约为|约|左右|上下|差不多|超过|超|逾|突破|出头|冒头|挂零|开外|以上|有余|余|多|about|around|approximately|approx.|approx|roughly|over|more than|or so|ish|above|circa|ca."},
		{underKind, "", nears, "将近|接近|近|nearly|almost|close to"},
		{underKind, "", 0, "不到|少于|低于|不满|以下|至少|不少于|不低于|最少|至多|最多|less than|under|below|fewer than|at least|no less than|at most|not quite|just under"},
		{askKind, "", 0, "吗|么|?|是不是|是否|对吗|对吧|几个|多少|什么|怎么|如何|能否|可否|为什么|哪|谁|啥|how many|how much|what about|what is|how do|should we|can we|could you|do we|when|what|who|why"},
		{joinKind, "", 0, "和|与|及|以及|跟|同|&|加|还有就是|and"},
		{eachKind, "", 0, "各自|分别|各|each|respectively"},
		{tickKind, "", 0, "✔|✖"},
		{textKind, "", 0, "完整|完美|完备|完结|完好|完税|signed up|picked up|lined up|ramped up|followed up|cleaned up|taken up|数控|数智|数字化|数改|数商|暂时没有|暂时无|雨停了|雪停了|停了一天|停了两天|停了2天|停了三天|停了3天|停了几天|停了一周|停了半天|停了一阵|停了一段时间|降雨|降温|增绿|增强|增设|比例|对比|比如|比赛|公开|展开|开启|召开了|一定|一直|一般|一旦|一致同意|一起|一期|二期|三期|四期|一步|三方|第三方|十分|万一|千万|百姓|老百姓|一线|一体|一网通办|一站式|一中|二中|一轮|一批|首批|第一批|一部分|一阶段|一类|统一|唯一|之一|初一|专一|一切|一经|一并|一旁|一时|一度|一向|一事一议|一次性|一把手|一户一策|两会|两端|两侧|两岸|双方|三级|五年|四好|九年|七一|八一|十一|三农|十五五|十四五|五险一金|一刻钟|半年|半个|个别|个体|个人|处理|处于|处置|处罚|处在|家属|家长|家里|家庭|户外|户籍|户型|所有权|所需|所以|所属|所在|场地|场所|场馆|场内|座谈|条件|条款|条例|项下|次要|次月|间接|间隔|人员|人工|人大|人行|人才|人民|名单|名额|名称|块状|片区|段落|起步|起重|起到|批准|支付|支持|支部|对照|对于|对外|对方|对此|份额|株距|件套|台账|台风|台阶|套路|套用|辆次|栋号|米兰|不仅|不但|不断|不久|不少|不错|不再|不得不|未来|无关|没问题的|无人机|无障碍|没关系|无论|无物业|非机动车|非遗|没收|不锈钢|不动产|达标|建议|建筑|建材|修改|修订|修复|在内|在线|为主|为止|有关|有限|有效|有人|有的|到期|到达|至今|要素|需求|可行|能力|能源|将军|待遇|差距|差异|应急|应用|应对|因此|因素|因地制宜|因而|受众|受访|受训|及时|及其|与会|同意|同步|同志们|同事|和谐|加装|加固|加大|全力|全省|全程|全民|全体人员|都市|均衡|外墙|外立面|外部|外网|外卖|外来|外出|外地|外埠|外省|外环|除尘|除雪|除草|约定|约束|约谈|近期|超市|余热|多次|多方|多功能|多元|多媒体|多部门|以上级|好转|好评|行业|行政|行道|早日|早期|又一|再生|签收|签名|差评|的确|主任签|做法|做到|开会|开始|只需|就业|成就|建国|建党|改革|改进|改善|no one|all over|and so on|done by|overdue|on site|on-site|and others|one|ones|has to|have to|at night|later on|this one"},
		{textKind, "", looses, "解决|恢复|复工|复产|消除|化解|整改|赶上|追上|缓解|结束|解除|隐患|打通|resolved|solved|resumed|fixed"},
		{textKind, "", generic, "提升|实施|加强|加快|全年|全面|行动|开展|专项|管理|新型|体系|机制|重点|继续|优化|完善|培育|服务站点|加大力度|new|build|add|open|renovate|install|improve|increase|develop|extend|deliver|hand|redo|move|area|year"},
	}
}

// combinedRow is what phrases made of several lists mean.
type combinedRow struct {
	is  word
	all []phrases
}

// combinedRows is the table of phrases that are made of several lists. What
// stands in the table of words has the say before it, and a row before those
// below.
func combinedRows() []combinedRow {
	return []combinedRow{
		{word{kind: vagueKind}, vaguePhrases()},
		{word{kind: vagueKind, note: underway}, underwayPhrases()},
		{word{kind: claimKind, claim: OnTrack}, planPhrases()},
		{word{kind: madeKind, note: afresh}, newPhrases()},
		{word{kind: madeKind}, overPhrases()},
		{word{kind: nodKind, note: promises}, promisePhrases()},
		{word{kind: moreKind}, againPhrases()},
		{word{kind: madeKind, note: reaches}, towardPhrases()},
		{word{kind: sameKind}, samePhrases()},
		{word{kind: claimKind, claim: OnTrack}, pacePhrases("快|快了|快些|快一些|快一点|提前|提前了|超前")},
		{word{kind: claimKind, claim: OnTrack}, aheadPhrases("快于|超前于|领先于|领先|早于|先于|超过|超出|超前")},
		{word{kind: claimKind, claim: Behind}, aheadPhrases("慢于|落后于|滞后于|晚于|落后|滞后")},
		{word{kind: missingKind}, workPhrases()},
		{word{kind: moreKind}, morePhrases()},
		{word{kind: claimKind, claim: Behind}, pacePhrases("慢|慢了|慢些|慢一些|慢一点|慢点|滞后|滞后了|落后|落后了|晚|晚了|推迟|推迟了|延后|延后了")},
		{word{kind: claimKind, claim: NotStarted}, idlePhrases()},
		{word{kind: vagueKind}, partGoals()},
		{word{kind: claimKind, claim: Behind}, slowPhrases()},
		{word{kind: claimKind, claim: Behind}, latePhrases()},
	}
}

// samePhrases are the ways to say that there is nothing new.
func samePhrases() []phrases {
	return []phrases{
		{"|暂|暂时|目前|尚", "无|没有|没", "|新|新的|什么|啥|任何|明显", "变化|变动|更新|进展|变更|改变|调整|新增"},
		{"|暂|暂时|目前", "无|没有|没|没啥|没什么|莫得|没得", "新|新的", "情况|数据|东西|动静|消息|内容|动作|成绩"},
		{"莫得|冇|没得|木有", "|得|啥|啥子|撒|新|新的|什么|任何", "变化|变动|更新|进展|新增"},
		{"维持|沿用|延用|按|按照|照|保持|参照|同|与", "上期|上月|上次|上个月|上周|上季度", "|的|报的|所报", "数据|数|数字|数值|进度|口径"},
		{"维持|按|按照|参照|保持", "上期|上月|上次|上个月|上周"},
		{"没撒|没啥子", "变化|变动|进展"},
		{"|暂|暂时|目前|本月|这个月", "无|没有|没|未", "再|", "新增加|增加|增长"},
		{"|暂|暂时|目前|本月|这个月", "无|没有|没|未|再没有", "新|新的|新增", "完成|完工|竣工|建成|投用|交付|开业|安装|签约|签订|认定|开|办|建|装|修|改|种", "|的"},
	}
}

// newPhrases are verbs of what is new: of all, or since the last report.
func newPhrases() []phrases {
	return []phrases{{"新", "认定|入库|投放|安装|改造|培育|引进|发放|接入|挂牌|注册|纳入|投产|投用|完工|竣工|交付|签约|招|种|换|添|落地|上线|开通|开业|开办|登记", "|了"}}
}

// overPhrases are verbs with the word that they are over: 收完, 挂好了.
func overPhrases() []phrases {
	return []phrases{
		{"收|割|播|耕|发|刷|挖|填|浇|焊|埋|架|摆|挂|盖|砌|铺|换|贴|栽|补|补种|补植|配|送|投|演|训|接|搬|腾|退|疏|扫|洗|喷|布", "完", "|了|成"},
		{"刷|焊|埋|架|摆|挂|盖|砌|铺|换|贴|栽|种|配|接|布", "好|妥|到位", "|了"},
	}
}

// promisePhrases are the words with which people put the answer off: 问清楚再报.
func promisePhrases() []phrases {
	return []phrases{{"再|后再|后|之后再|以后再|好了再|完再|马上", "报|报送|上报|汇报|回复|答复|反馈|回|填|填报|发|告知|报数|报数据|报告", "|您|你|给您|给你|给领导"}}
}

// againPhrases are verbs that say of a figure that it came to what there was.
func againPhrases() []phrases {
	return []phrases{{"又|再次|又新", "签约|签|演|接入|开通|认定|培训|检查|修缮|更换|换|添|发放|筹集|投放|安装|改造|培育|引进|种|收|办|招", "|了"}}
}

// towardPhrases are verbs that say that the figure behind them is a total.
func towardPhrases() []phrases {
	return []phrases{{"发展|扩展|扩充|扩容|拓展|积累|累积|延伸|增加|增长|压缩|压降|回升|上涨|调整|提升|提高", "到|到了|至"}}
}

// slowPhrases are the ways to say that the work is slow.
func slowPhrases() []phrases {
	return []phrases{{"|推进|进度|进展|施工|工作|速度", "略|略微|略有|稍|稍微|稍显|略显|有点|有些|比较|较为|偏|较|相对|相对较|相对比较", "慢|缓慢|迟缓|滞后|落后"}}
}

// latePhrases are the ways to say that a part of the work is late, and so the
// task.
func latePhrases() []phrases {
	return []phrases{{"施工|建设|工程|工期|项目|推进|实施|整体|总体|整体进度|总体进度|施工进度|建设进度|工程进度|项目进度|工作进度|工作",
		"滞后|略有滞后|有所滞后|严重滞后|延误|缓慢|较慢|偏慢|慢"}}
}

// pacePhrases are the ways to compare the pace with the plan. Only a plan
// counts: 比上月慢 may well be in time.
func pacePhrases(pace string) []phrases {
	return []phrases{{"比|较|比照|对照", "|年度|原|既定|预定|进度|时间", "计划|序时|序时进度|预期|节点|时间节点", "|的|进度", "|要|稍|稍微|略|略微|有点", pace}}
}

// aheadPhrases are the ways to say that the pace is before or behind the plan.
func aheadPhrases(pace string) []phrases {
	return []phrases{{"|进度|进展|略|稍|总体", pace, "年度|原|既定|预定|序时|时间", "计划|进度|节点|安排"}, {"|进度|进展|略|稍|总体", pace, "计划|序时|预期|节点"}}
}

// workPhrases are verbs of what is being worked at.
func workPhrases() []phrases {
	return []phrases{{"在", "整|拆|铺|挖|谈|批|审|种|换|验|治|清|砌|刷|埋|焊|招|签|迁|搬|筹"}}
}

// morePhrases are verbs that say of a figure that it came on top.
func morePhrases() []phrases {
	return []phrases{{"多|又多", "做|装|修|改|种|换|铺|办|开|签|拆|整治|改造|安装|培训", "|了|出|出了|出来"}}
}

// partGoals are the ways to say that no more than the share of a month or a
// quarter is done. They say nothing of the year's target.
func partGoals() []phrases {
	return []phrases{{"|已|超额|已超额|提前|已提前|圆满", "完成|完成了", "本月|当月|每月|月度|本周|本季度|一季度|二季度|三季度|前三季度|首季|季度|阶段性|阶段|上半年|半年|序时", "任务|目标|计划|目标任务|进度任务"}}
}

// idlePhrases are the ways to say that the work has not begun.
func idlePhrases() []phrases {
	return []phrases{{"|暂|暂时|目前|至今|一直", "未|没|没有|尚未|还未|还没|还没有|仍未", "启动|开工|开始|动工"}}
}

// planPhrases are the ways to say that a task goes by its plan.
func planPhrases() []phrases {
	return []phrases{{"按|按照", "|年度|既定|原定|原|时间|序时|工作|项目|施工|总体|计划", "计划|节点|时间节点|进度|进度计划|安排|方案|序时进度",
		"推进|推进中|走|走着|走着呢|走的|干着|干着呢|在走|在推进|在推|进行|进行中|实施|开展|稳步推进|有序推进|正常推进|顺利推进"}}
}

// Ways to say that something is being done, and no more. A figure behind
// "being" is what has not been reached.
const (
	manners = "有序|积极|稳步|扎实|抓紧|加紧|加快|全力|大力|持续|继续|深入|统筹|同步|认真|主动|不断|努力|加大力度|有力有序|按程序|按步骤|按要求|按照要求"
	doings  = "推进|开展|实施|落实|办理|进行|对接|协调|组织|组织实施|推动|跟进"
	being   = "正在|正|在"
)

func vaguePhrases() []phrases {
	return []phrases{{manners, doings, "|中|当中|各项工作|相关工作|此项工作|工作|落实"}}
}

func underwayPhrases() []phrases {
	return []phrases{
		{being, manners, doings, "|中|当中|各项工作|相关工作|此项工作|工作|落实"},
		{being, doings + "|做|弄|搞", "|中|当中|了"},
	}
}
