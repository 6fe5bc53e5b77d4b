package reading

// settleCorrections makes 应该是 a word of correction where something was taken
// back or denied before it: 报错了，应该是790, 不是800应该是790. Elsewhere it doubts.
func (p *parser) settleCorrections() {
	for i := range p.toks {
		if t := &p.toks[i]; t.kind == hedgeKind && p.is(*t, "应该是", "应该为", "应该") && p.takenBack(i) {
			t.kind = fixKind
		}
	}
}

// takenBack reports whether what stands before token i is taken back or denied.
func (p *parser) takenBack(i int) bool {
	k := i - 1
	for p.at(k) == commaKind || p.at(k) == fillKind {
		k--
	}
	if p.at(k) == fixKind {
		return true
	}
	if p.at(k) != numberKind {
		return false
	}
	for k--; p.at(k) == nameKind || p.at(k) == fillKind; k-- {
	}
	return p.at(k) == denyKind && p.isAt(k, "不是", "并非", "非")
}
