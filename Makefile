# make datasets: the synthetic registers, those of a region's and of France's size in out/.
# make demo: plans the bundled register. make test: the whole test suite. Both install what is missing first.
.PHONY: build demo test lint setup clean datasets

GRAPPES = .build/release/grappes
DEMO = datasets/demo/finess-507.csv datasets/demo/finess-501.csv

build: setup
	swift build -c release

demo: build
	$(GRAPPES) propose $(DEMO) --time-limit 20 --out demo
	$(GRAPPES) check demo/plan.json $(DEMO)
	@echo
	@echo "Ouvrir / open: $(CURDIR)/demo/report.html"

datasets: build
	$(GRAPPES) generate --region 94 --out datasets/corse
	$(GRAPPES) generate --region 01 --out datasets/guadeloupe
	$(GRAPPES) generate --region 53 --out out/bretagne
	$(GRAPPES) generate --france --out out/france

test: setup
	swift test --disable-xctest

lint:
	swift format lint --strict --recursive Package.swift Sources Tests

setup:
	@scripts/setup

clean:
	rm -rf .build .build-* demo out
