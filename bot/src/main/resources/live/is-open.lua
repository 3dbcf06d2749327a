-- Whether a conversation is open at one of several nodes.
--
-- KEYS     the conversations open at each node
-- ARGV[1]  the conversation
-- returns  1 or 0
for _, node in ipairs(KEYS) do
  if redis.call('SISMEMBER', node, ARGV[1]) == 1 then
    return 1
  end
end
return 0
