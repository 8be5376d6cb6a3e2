# make datasets: the synthetic registers, those of a region's and of France's size in out/.
# make demo: plans the bundled register. make test: the whole test suite. Both install what is missing first.
.PHONY: build demo test test-build lint setup clean datasets

GRAPPES = .build/release/grappes
DEMO = datasets/demo/finess-507.csv datasets/demo/finess-501.csv
# Optimised, since the engine's tests are slow otherwise, and testable, since they look inside; a folder of its own, since
# the flags would make the other builds start anew.
TESTING = -c release -Xswiftc -enable-testing --scratch-path .build-test

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

test-build: setup
	swift build $(TESTING) --build-tests

test: test-build
	GRAPPES=$(CURDIR)/.build-test/release/grappes Tests/browser/run
	swift test $(TESTING) --skip-build --disable-xctest

lint:
	swift format lint --strict --recursive Package.swift Sources Tests

setup:
	@scripts/setup

clean:
	rm -rf .build .build-* demo out
