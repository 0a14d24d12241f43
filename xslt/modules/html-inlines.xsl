<?xml version="1.0" encoding="UTF-8"?>
<!-- Words: text with its languages, names, dates, citations and their parts, corrections, type faces. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teiwright:functions"
                xmlns:m="urn:teiwright:modes"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xpath-default-namespace="http://www.w3.org/1999/xhtml"
                exclude-result-prefixes="#all">

  <!-- A link cannot hold a link, and names hold names: so the link stands around the words, not around the name. -->
  <xsl:template match="text()" mode="m:html" as="item()*">
    <xsl:param name="link" as="xs:string?" tunnel="yes"/>
    <xsl:variable name="words" as="item()*" select="f:html-runs(.)"/>
    <xsl:choose>
      <xsl:when test="exists($link) and normalize-space() ne ''">
        <a href="#{$link}"><xsl:sequence select="$words"/></a>
      </xsl:when>
      <xsl:otherwise><xsl:sequence select="$words"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="f:html-runs" as="item()*">
    <xsl:param name="text" as="text()"/>
    <xsl:for-each select="f:runs($text)">
      <xsl:choose>
        <xsl:when test="@lang ne ''"><span lang="{@lang}"><xsl:value-of select="."/></span></xsl:when>
        <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <xsl:template match="comment() | processing-instruction()" mode="m:html"/>

  <!-- ==== names and dates ==== -->

  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:geogName | tei:country | tei:settlement
                       | tei:region | tei:bloc | tei:district" mode="m:html" as="item()*">
    <xsl:apply-templates mode="m:html"/>
  </xsl:template>

  <xsl:template match="*[f:is-marked(.)]" mode="m:html" as="element(span)" priority="1">
    <span class="name {f:kind(.)}{' metonymy'[current()/@ana = '#metonymy']}" id="{f:occurrence-id(.)}">
      <xsl:if test="self::tei:date">
        <xsl:attribute name="title" select="f:say-date-value(f:date-value(.))"/>
      </xsl:if>
      <xsl:apply-templates mode="m:html">
        <xsl:with-param name="link" as="xs:string" select="f:target(.)" tunnel="yes"/>
      </xsl:apply-templates>
    </span>
  </xsl:template>

  <!-- Parts of a citation and plain wrappers: their words are all that a reader needs. -->
  <xsl:template match="tei:date | tei:seg | tei:author | tei:editor | tei:publisher | tei:pubPlace | tei:biblScope
                       | tei:citedRange | tei:idno | tei:repository | tei:affiliation | tei:name | tei:rs | tei:num
                       | tei:measure | tei:time | tei:roleName | tei:addName | tei:genName | tei:nameLink | tei:extent
                       | tei:institution | tei:collection | tei:relatedItem | tei:desc | tei:availability | tei:birth
                       | tei:catRef | tei:classCode | tei:death | tei:distributor | tei:education | tei:figDesc | tei:floruit
                       | tei:geo | tei:licence | tei:location | tei:nationality | tei:occupation | tei:residence | tei:resp
                       | tei:respStmt | tei:sponsor | tei:state | tei:trait | tei:altIdentifier | tei:analytic | tei:monogr
                       | tei:msContents | tei:msIdentifier | tei:msName | tei:textLang | tei:titlePart | tei:forename
                       | tei:surname | tei:edition | tei:series | tei:label | tei:funder | tei:s | tei:w | tei:c | tei:abbr
                       | tei:orig | tei:sic | tei:unclear | tei:address | tei:addrLine | tei:email | tei:imprint | tei:supplied
                       | tei:cit | tei:eventName"
                mode="m:html" as="item()*" priority="-0.5">
    <xsl:apply-templates mode="m:html"/>
  </xsl:template>

  <xsl:template match="tei:bibl" mode="m:html" as="element(span)">
    <span class="citation" id="{f:id(.)}">
      <xsl:apply-templates mode="m:html"/>
      <xsl:if test="@ref">
        <a class="to-entry" href="#{replace(tokenize(@ref)[1], '^.*#', '')}" aria-label="{f:word('to-citation-index')}"
           title="{f:word('to-citation-index')}" tabindex="-1"/>
      </xsl:if>
    </span>
  </xsl:template>

  <xsl:template match="tei:title" mode="m:html" as="element(cite)">
    <cite>
      <xsl:if test="@rend"><xsl:attribute name="class" select="@rend"/></xsl:if>
      <xsl:apply-templates mode="m:html"/>
    </cite>
  </xsl:template>

  <!-- ==== editing ==== -->

  <xsl:template match="tei:choice" mode="m:html" as="element(span)">
    <span class="choice">
      <xsl:apply-templates select="(tei:sic, tei:orig, tei:abbr)[1]" mode="m:html"/>
      <xsl:apply-templates select="(tei:corr, tei:reg, tei:expan)[1]" mode="m:html"/>
    </span>
  </xsl:template>

  <xsl:template match="tei:choice/tei:corr | tei:choice/tei:reg | tei:choice/tei:expan" mode="m:html" as="element(ins)">
    <ins class="{local-name()}" title="{f:word('correction')}"><xsl:apply-templates mode="m:html"/></ins>
  </xsl:template>

  <xsl:template match="tei:corr | tei:reg | tei:expan | tei:add | tei:ex | tei:am" mode="m:html" as="item()*" priority="-0.5">
    <xsl:apply-templates mode="m:html"/>
  </xsl:template>

  <xsl:template match="tei:del" mode="m:html" as="element(del)">
    <del><xsl:apply-templates mode="m:html"/></del>
  </xsl:template>

  <xsl:template match="tei:gap" mode="m:html" as="element(span)">
    <span class="gap" title="{f:word('gap')}">[…]</span>
  </xsl:template>

  <!-- ==== type faces and links ==== -->

  <xsl:variable name="faces" as="map(xs:string, xs:string)" select="map {
    'italic': 'em', 'italics': 'em', 'i': 'em', 'bold': 'strong', 'b': 'strong', 'sup': 'sup', 'superscript': 'sup',
    'sub': 'sub', 'subscript': 'sub', 'underline': 'u', 'strikethrough': 's', 'code': 'code' }"/>

  <xsl:template match="tei:hi" mode="m:html" as="element()">
    <xsl:element name="{($faces(string(tokenize(@rend)[1])), 'span')[1]}">
      <xsl:attribute name="class" select="string-join(('hi', @rend), ' ')"/>
      <xsl:apply-templates mode="m:html"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:emph" mode="m:html" as="element(em)">
    <em><xsl:apply-templates mode="m:html"/></em>
  </xsl:template>

  <xsl:template match="tei:foreign | tei:term | tei:gloss | tei:mentioned | tei:soCalled | tei:quote | tei:q | tei:said | tei:code | tei:formula | tei:eg"
                mode="m:html" as="element(span)" priority="0">
    <span class="{local-name()}">
      <xsl:sequence select="f:language-attribute(.)"/>
      <xsl:apply-templates mode="m:html"/>
    </span>
  </xsl:template>

  <xsl:template match="tei:ref[starts-with(@target, '#')] | tei:ref[matches(@target, '^(https?|mailto):')]" mode="m:html" as="element(a)">
    <a href="{@target}">
      <xsl:if test="not(starts-with(@target, '#'))">
        <xsl:attribute name="rel" select="'noopener'"/>
      </xsl:if>
      <xsl:apply-templates mode="m:html"/>
    </a>
  </xsl:template>

  <!-- A link elsewhere on this machine, or to a script, is only its words. -->
  <xsl:template match="tei:ref" mode="m:html" as="item()*" priority="-0.5">
    <xsl:apply-templates mode="m:html"/>
  </xsl:template>

  <xsl:template match="tei:ptr" mode="m:html" as="element()">
    <xsl:choose>
      <xsl:when test="matches(@target, '^(#|https?:)')"><a href="{@target}"><xsl:value-of select="@target"/></a></xsl:when>
      <xsl:otherwise><span class="ptr"><xsl:value-of select="@target"/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
