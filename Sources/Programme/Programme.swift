// Programme
