@rem On Windows, the scripts of package.json that begin with exec: there it is no command of the shell.
@%*
