<?xml version="1.0" encoding="UTF-8"?>
<!-- Who wrote to whom: the cited telegrams, letters and reports, drawn and listed. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:f="urn:teiwright:functions"
                xmlns:m="urn:teiwright:modes"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xpath-default-namespace="http://www.w3.org/1999/xhtml"
                exclude-result-prefixes="#all">

  <xsl:variable name="row" as="xs:double" select="30"/>

  <!-- The described documents that have a sender and a recipient. -->
  <xsl:function name="f:letters" as="element(tei:seg)*">
    <xsl:param name="articles" as="element(tei:TEI)*"/>
    <xsl:sequence select="$articles/tei:text//tei:seg[@type = 'document'][.//*[@role = 'sender']][.//*[@role = 'recipient']]"/>
  </xsl:function>

  <xsl:function name="f:party" as="xs:string">
    <xsl:param name="letter" as="element(tei:seg)"/>
    <xsl:param name="role" as="xs:string"/>
    <xsl:sequence select="string-join($letter//*[@role = $role] ! f:heading(.), f:word('comma'))"/>
  </xsl:function>

  <xsl:template name="f:html-correspondence" as="element(section)?">
    <xsl:context-item as="element(tei:TEI)" use="required"/>
    <xsl:sequence select="f:correspondence(f:letters(.))"/>
  </xsl:template>

  <xsl:function name="f:correspondence" as="element(section)?">
    <xsl:param name="letters" as="element(tei:seg)*"/>
    <xsl:variable name="pairs" as="xs:string*" select="distinct-values($letters ! f:pair(.))"/>
    <xsl:if test="exists($letters)">
      <section id="correspondence" class="index correspondence" aria-labelledby="correspondence-head">
        <h2 id="correspondence-head"><xsl:value-of select="f:word('correspondence')"/></h2>
        <figure class="flows">
          <xsl:sequence select="f:flows($letters, $pairs)"/>
          <figcaption><xsl:value-of select="f:word('correspondence-caption', string(count($letters)))"/></figcaption>
        </figure>
        <ul class="entries pairs">
          <xsl:for-each-group select="$letters" group-by="f:pair(.)">
            <xsl:sort select="count(current-group())" order="descending"/>
            <xsl:sort select="f:rank(f:party(current-group()[1], 'sender'))"/>
            <xsl:sort select="f:rank(f:party(current-group()[1], 'recipient'))"/>
            <xsl:sequence select="f:pair-entry(current-group(), index-of($pairs, current-grouping-key())[1])"/>
          </xsl:for-each-group>
        </ul>
      </section>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:pair" as="xs:string">
    <xsl:param name="letter" as="element(tei:seg)"/>
    <xsl:sequence select="f:party($letter, 'sender') || ' → ' || f:party($letter, 'recipient')"/>
  </xsl:function>

  <xsl:function name="f:pair-entry" as="element(li)">
    <xsl:param name="letters" as="element(tei:seg)+"/>
    <xsl:param name="number" as="xs:integer"/>
    <li class="entry" id="pair-{$number}">
      <b class="entry-name"><xsl:value-of select="f:pair($letters[1])"/></b>
      <ul class="contexts">
        <xsl:for-each select="$letters">
          <xsl:sort select="string((.//tei:date/(@when, @from, @notBefore))[1])"/>
          <xsl:sequence select="f:letter-line(.)"/>
        </xsl:for-each>
      </ul>
    </li>
  </xsl:function>

  <xsl:function name="f:letter-line" as="element(li)">
    <xsl:param name="letter" as="element(tei:seg)"/>
    <li>
      <xsl:value-of select="string-join((f:printed($letter), f:letter-shelfmark($letter)), f:word('comma'))"/>
      <xsl:text> </xsl:text>
      <xsl:sequence select="$letter/ancestor::tei:bibl[1] ! f:cited-in(.)"/>
    </li>
  </xsl:function>

  <xsl:function name="f:letter-shelfmark" as="xs:string?">
    <xsl:param name="letter" as="element(tei:seg)"/>
    <xsl:variable name="item" as="element(tei:bibl)?" select="$letter/ancestor::tei:bibl[1]"/>
    <xsl:variable name="numbers" as="xs:string*" select="($item//tei:idno) ! f:printed(.)"/>
    <xsl:sequence select="string-join(($item//tei:orgName[@role = 'repository'] ! f:printed(.), string-join($numbers, '/')), ' ')[. ne '']"/>
  </xsl:function>

  <!-- ==== the picture: senders on the left, recipients on the right, a band for each pair ==== -->

  <xsl:function name="f:flows" as="element()">
    <xsl:param name="letters" as="element(tei:seg)+"/>
    <xsl:param name="pairs" as="xs:string+"/>
    <xsl:variable name="from" as="xs:string+" select="f:by-weight($letters ! f:party(., 'sender'))"/>
    <xsl:variable name="to" as="xs:string+" select="f:by-weight($letters ! f:party(., 'recipient'))"/>
    <xsl:variable name="height" as="xs:double" select="max((count($from), count($to))) * $row + 12"/>
    <xsl:variable name="start" as="xs:double" select="round(min((max($from ! f:text-width(., 14)), 300))) + 22"/>
    <xsl:variable name="width" as="xs:double" select="$start + 250 + round(min((max($to ! f:text-width(., 14)), 300)))"/>
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {$width} {$height}" width="{$width}" role="group" aria-label="{f:word('correspondence')}">
      <xsl:for-each-group select="$letters" group-by="f:pair(.)">
        <xsl:sequence select="f:band(current-group(), $start, f:row-at(f:party(., 'sender'), $from, $height),
                                     f:row-at(f:party(., 'recipient'), $to, $height), index-of($pairs, current-grouping-key())[1])"/>
      </xsl:for-each-group>
      <xsl:sequence select="$from ! f:label(., $start - 14, 'end', f:row-at(., $from, $height)),
                            $to ! f:label(., $start + 234, 'start', f:row-at(., $to, $height))"/>
    </svg>
  </xsl:function>

  <!-- Each name once, the most frequent first, equals by their order in the language. -->
  <xsl:function name="f:by-weight" as="xs:string+">
    <xsl:param name="names" as="xs:string+"/>
    <xsl:for-each-group select="$names" group-by=".">
      <xsl:sort select="count(current-group())" order="descending"/>
      <xsl:sort select="f:rank(.)"/>
      <xsl:sequence select="string(.)"/>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="f:row-at" as="xs:double">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="names" as="xs:string+"/>
    <xsl:param name="height" as="xs:double"/>
    <xsl:variable name="top" as="xs:double" select="($height - count($names) * $row) div 2"/>
    <xsl:sequence select="$top + (index-of($names, $name)[1] - 0.5) * $row"/>
  </xsl:function>

  <xsl:function name="f:band" as="element()">
    <xsl:param name="letters" as="element(tei:seg)+"/>
    <xsl:param name="start" as="xs:double"/>
    <xsl:param name="from" as="xs:double"/>
    <xsl:param name="to" as="xs:double"/>
    <xsl:param name="number" as="xs:integer"/>
    <a xmlns="http://www.w3.org/2000/svg" href="#pair-{$number}" class="band">
      <title><xsl:value-of select="f:pair($letters[1]) || ' (' || count($letters) || ')'"/></title>
      <path d="M{$start} {f:round($from)}C{$start + 110} {f:round($from)} {$start + 110} {f:round($to)} {$start + 220} {f:round($to)}"
            stroke-width="{f:round(min((1.5 + 1.5 * count($letters), $row - 8)))}"/>
    </a>
  </xsl:function>

  <xsl:function name="f:label" as="element()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="x" as="xs:double"/>
    <xsl:param name="anchor" as="xs:string"/>
    <xsl:param name="y" as="xs:double"/>
    <text xmlns="http://www.w3.org/2000/svg" x="{$x}" y="{f:round($y + 5)}" text-anchor="{$anchor}"><xsl:value-of select="$name"/></text>
  </xsl:function>

  <xsl:function name="f:round" as="xs:string">
    <xsl:param name="number" as="xs:double"/>
    <xsl:sequence select="format-number($number, '0.##')"/>
  </xsl:function>
</xsl:stylesheet>
