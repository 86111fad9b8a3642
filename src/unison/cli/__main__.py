from unison.cli.app import main

main()
