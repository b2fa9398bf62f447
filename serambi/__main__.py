from serambi.config.cli import main

raise SystemExit(main())
